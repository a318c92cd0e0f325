import { waitFor } from '@ticketing/common/backoff';
import type { Outcome } from './catalogue.ts';
import { moveExpiry } from './move-expiry.ts';
import { type Order, type Session, UnexpectedAnswer } from './store-api.ts';

const patienceMs = 60_000;
/** The sandbox's bank answers so much later. */
const lateToken = 'tok_sandbox_processing_4s';
const slowToken = 'tok_sandbox_processing_45s';

export interface SeedOrder {
  buyer: Session;
  ticketId: string | undefined;
  /** The order, when it was placed before. */
  known: Order | undefined;
  outcome: Outcome;
  ordersUrl: string;
}

/** Places an order and takes it to its outcome; one that is there and not open any more is left as it is. */
export async function seedOrder({ buyer, ticketId, known, outcome, ordersUrl }: SeedOrder): Promise<void> {
  const order = known ?? (ticketId ? await onceKnown(() => buyer.createOrder(ticketId)) : undefined);
  if (order?.status !== 'created') return;
  const { id } = order;
  switch (outcome) {
    case 'held':
      return;
    case 'cancelled':
      return buyer.cancelOrder(id);
    case 'declined':
      return void (await onceKnown(() => buyer.pay(id, 'tok_chargeDeclined')));
    case 'paying':
      return void (await onceKnown(() => buyer.pay(id, slowToken)));
    case 'paid':
      await onceKnown(() => buyer.pay(id, 'tok_visa'));
      return until(buyer, id, 'complete');
    case 'late':
      await onceKnown(() => buyer.pay(id, lateToken));
      return letExpire(buyer, id, ordersUrl);
    case 'expired':
      return letExpire(buyer, id, ordersUrl);
  }
}

/** As if its time had passed: orders looks at this instant only, and does the rest itself. */
async function letExpire(buyer: Session, orderId: string, ordersUrl: string): Promise<void> {
  // Past the grace of an attempt to pay, too.
  await moveExpiry(ordersUrl, orderId, -3_600);
  await until(buyer, orderId, 'cancelled');
  // In the end it has ended when it was due.
  await moveExpiry(ordersUrl, orderId, 0);
}

async function until(buyer: Session, orderId: string, status: string): Promise<void> {
  const isSo = async () => ((await buyer.readOrder(orderId)).status === status ? true : null);
  if (await waitFor(isSo, { timeoutMs: patienceMs, intervalMs: 100 })) return;
  throw new Error(`order ${orderId} is not ${status} after ${patienceMs / 1000} s`);
}

/**
 * Asks again while a service has not heard of the row yet or is away. Services wait for such rows themselves, but only
 * for seconds, and right after a start on a busy machine the first events take longer.
 */
async function onceKnown<T extends object | number>(ask: () => Promise<T>): Promise<T> {
  let refusal: unknown;
  const answer = await waitFor(
    () =>
      ask().catch((error: unknown) => {
        if (!(error instanceof UnexpectedAnswer && [404, 503].includes(error.status))) throw error;
        refusal = error;
        return null;
      }),
    { timeoutMs: patienceMs, intervalMs: 250 },
  );
  if (answer === null) throw refusal;
  return answer;
}
