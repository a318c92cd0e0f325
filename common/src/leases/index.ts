/**
 * How long the work of a dead process stays taken, milliseconds: an idempotency key, a replay. Longer than a pause of
 * the process or a failover of its database may last, because a frozen holder that continues after its lease repeats
 * the work; and short enough for a person who waits for the work.
 *
 * The lease of a mongo relay is shorter (`outbox-worker/src/mongo-relay/lease.ts`): every event waits for it, and its
 * fencing token makes a frozen holder harmless.
 */
export const leaseMs = 10_000;
