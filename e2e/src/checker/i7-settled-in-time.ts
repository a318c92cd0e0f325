import type { Expectations } from './expectations.ts';
import type { Observation } from './observation.ts';
import { type Violation, violationOf } from './violation.ts';

const violation = violationOf('I7');
const toleranceMs = 10_000;
const isSettled = (status: string) => status === 'complete' || status === 'cancelled';

/** I7: every order is complete or cancelled by its expiry + payment grace + 10 s. */
export function judgeSettledInTime({ orders, outbox }: Observation, expectations: Expectations): Violation[] {
  const { now, graceSeconds, downtimeMs } = expectations;
  const limitOf = (expiresAt: Date) => expiresAt.getTime() + graceSeconds * 1000 + toleranceMs;
  const unsettled = orders
    .filter(({ status, expiresAt }) => !isSettled(status) && now.getTime() > limitOf(expiresAt))
    .map(({ id, status, expiresAt }) =>
      violation('an order has no outcome after its deadline', {
        orderId: id,
        status,
        lateMs: now.getTime() - limitOf(expiresAt),
      }),
    );
  if (downtimeMs === undefined) return unsettled;
  // An event may be cancelled at any time, long after its orders were paid. The first outcome counts.
  const settledAt = new Map(
    outbox
      .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
      .filter(({ topic }) => /^orders\.order\.(completed|cancelled)\./.test(topic))
      .map(({ key, createdAt }) => [key, createdAt.getTime()]),
  );
  const late = orders.flatMap(({ id, status, expiresAt }) => {
    const lateMs = (settledAt.get(id) ?? 0) - limitOf(expiresAt) - downtimeMs;
    return lateMs > 0 ? [violation('an order got its outcome too late', { orderId: id, status, lateMs })] : [];
  });
  return [...unsettled, ...late];
}
