import { waitFor } from '@ticketing/common/backoff';
import type { Outcome } from './catalogue.ts';
import { moveExpiry } from './move-expiry.ts';
import { type Order, type Session, UnexpectedAnswer } from './store-api.ts';

const timeoutMs = 60_000;
/** With these tokens, the sandbox's bank answers after 4 and 45 seconds. */
const lateToken = 'tok_sandbox_processing_4s';
const slowToken = 'tok_sandbox_processing_45s';

export interface SeedOrder {
  buyer: Session;
  ticketId: string | undefined;
  /** The order, if an earlier run created it. */
  known: Order | undefined;
  outcome: Outcome;
  ordersUrl: string;
}

/** Creates an order and brings it to its outcome. An existing order that has an outcome is not changed. */
export async function seedOrder({ buyer, ticketId, known, outcome, ordersUrl }: SeedOrder): Promise<void> {
  const order = known ?? (ticketId ? await retryUntilKnown(() => buyer.createOrder(ticketId)) : undefined);
  if (order?.status !== 'created') return;
  const { id } = order;
  switch (outcome) {
    case 'held':
      return;
    case 'cancelled':
      return buyer.cancelOrder(id);
    case 'declined':
      return void (await retryUntilKnown(() => buyer.pay(id, 'tok_chargeDeclined')));
    case 'paying':
      return void (await retryUntilKnown(() => buyer.pay(id, slowToken)));
    case 'paid':
      await retryUntilKnown(() => buyer.pay(id, 'tok_visa'));
      return until(buyer, id, 'complete');
    case 'late':
      await retryUntilKnown(() => buyer.pay(id, lateToken));
      return letExpire(buyer, id, ordersUrl);
    case 'expired':
      return letExpire(buyer, id, ordersUrl);
  }
}

/** Lets orders cancel the order by moving its expiry into the past. */
async function letExpire(buyer: Session, orderId: string, ordersUrl: string): Promise<void> {
  // Beyond the grace of a payment attempt, too.
  await moveExpiry(ordersUrl, orderId, -3_600);
  await until(buyer, orderId, 'cancelled');
  // A realistic expiry for display.
  await moveExpiry(ordersUrl, orderId, 0);
}

async function until(buyer: Session, orderId: string, status: string): Promise<void> {
  const hasStatus = async () => ((await buyer.readOrder(orderId)).status === status ? true : null);
  if (await waitFor(hasStatus, { timeoutMs, intervalMs: 100 })) return;
  throw new Error(`order ${orderId} is not ${status} after ${timeoutMs / 1000} s`);
}

/**
 * Retries while a service has not received the row's event yet or is unavailable. Services wait for such rows themselves,
 * but only for seconds, and after a start on a busy machine the first events take longer.
 */
async function retryUntilKnown<T extends object | number>(request: () => Promise<T>): Promise<T> {
  let lastError: unknown;
  const answer = await waitFor(
    () =>
      request().catch((error: unknown) => {
        if (!(error instanceof UnexpectedAnswer && [404, 503].includes(error.status))) throw error;
        lastError = error;
        return null;
      }),
    { timeoutMs, intervalMs: 250 },
  );
  if (answer === null) throw lastError;
  return answer;
}
