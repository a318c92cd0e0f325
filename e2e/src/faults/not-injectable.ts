/** What one machine can't do to the system, and why; part of every report, so that nobody takes it for tested. */
export const notInjectable: readonly { what: string; why: string }[] = [
  {
    what: 'loss of what was written and not yet on the disk (power failure, a disk that lies about fsync)',
    why: 'kill -9 leaves the page cache of the kernel alone; it needs a machine that can be switched off, or a block device that drops writes, and the rights to mount it',
  },
  {
    what: 'a full disk, a disk that is slow or returns errors',
    why: 'all parts share one file system, and limiting one of them needs a mount of its own (root, loop devices)',
  },
  {
    what: 'packet loss, reordering of packets and half-open connections below TCP',
    why: 'needs netem in the kernel and the rights to configure it; the proxies cut, slow and slice connections instead',
  },
  {
    what: 'failover between brokers, between members of the MongoDB set, to a PostgreSQL standby, and a network that splits them',
    why: 'one machine runs one of each; a member that is killed, frozen or steps down comes back itself',
  },
  {
    what: 'faults of the real Stripe',
    why: 'they can not be ordered; its stand-in answers as it does, also with errors, late and twice',
  },
  {
    what: 'the clock of a database or of the broker',
    why: 'libfaketime changes the clock of Node programs only here: a JVM and mongod measure their leases and sessions by it too and take the shift for a stall, which is the frozen broker again',
  },
];
