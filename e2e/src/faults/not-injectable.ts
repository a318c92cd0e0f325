/** Faults that can't be injected on one machine, and why. Part of every report, so that nobody assumes they are tested. */
export const notInjectable: readonly { what: string; why: string }[] = [
  {
    what: 'loss of writes that are not yet on disk (power failure, a disk that ignores fsync)',
    why: 'kill -9 keeps the kernel’s page cache; this needs a machine that can be powered off, or a block device that drops writes and the rights to mount it',
  },
  {
    what: 'a full disk, a disk that is slow or returns errors',
    why: 'all parts share one file system, and limiting one of them needs a separate mount (root, loop devices)',
  },
  {
    what: 'packet loss, reordering of packets and half-open connections below TCP',
    why: 'needs netem in the kernel and the rights to configure it; the proxies cut, slow and slice connections instead',
  },
  {
    what: 'failover between brokers, between members of the MongoDB set, to a PostgreSQL standby, and network partitions between them',
    why: 'one machine runs one of each; a member that is killed, frozen or stepped down returns itself',
  },
  {
    what: 'faults of the real Stripe',
    why: 'they can’t be triggered; the sandbox answers like Stripe, including errors, delays and duplicates',
  },
  {
    what: 'the clock of a database or of the broker',
    why: 'we use libfaketime for Node programs only: a JVM and mongod also measure leases and sessions by this clock and treat a shift as a stall, which equals the frozen broker',
  },
];
