import { waitFor } from '@ticketing/common/backoff';
import { withPostgres } from '@ticketing/e2e/postgres';
import { InvariantBroken } from '../invariant.ts';

const timeoutMs = 300_000;
const pollIntervalMs = 500;

/**
 * Reads when orders were completed from the outbox of orders, so that there are no queries during the load. The times are
 * those of the transactions' start, some milliseconds before their commit.
 * @returns milliseconds since the epoch by order
 * @throws InvariantBroken when an order is not complete in time
 */
export async function completionTimes(
  ordersUrl: string,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  let found = new Map<string, number>();
  const areComplete = await withPostgres(ordersUrl, (client) =>
    waitFor(
      async () => {
        const { rows } = await client.query<{ key: string; at: Date }>(
          `SELECT key, min(created_at) AS at FROM outbox
           WHERE topic = 'orders.order.completed.v1' AND key = ANY($1) GROUP BY key`,
          [orderIds],
        );
        found = new Map(rows.map(({ key, at }) => [key, at.getTime()]));
        return found.size === orderIds.length ? true : null;
      },
      { timeoutMs, intervalMs: pollIntervalMs },
    ),
  );
  if (areComplete) return found;
  throw new InvariantBroken(
    `only ${found.size} of ${orderIds.length} paid orders are complete after ${timeoutMs / 1_000} s`,
  );
}
