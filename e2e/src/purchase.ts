import { waitFor } from '@ticketing/common/backoff';
import type { OrderBody, Person, TicketBody } from './person.ts';

export const listTicket = (seller: Person, price = 25): Promise<TicketBody> =>
  seller.expect<TicketBody>(201, 'POST', '/api/tickets', { title: 'Row 12, seat 7', price });

export const reserve = (buyer: Person, ticketId: string): Promise<OrderBody> =>
  buyer.expect<OrderBody>(201, 'POST', '/api/orders', { ticketId });

export const readOrder = (buyer: Person, orderId: string): Promise<OrderBody> =>
  buyer.expect<OrderBody>(200, 'GET', `/api/orders/${orderId}`);

export const readTicket = (person: Person, ticketId: string): Promise<TicketBody> =>
  person.expect<TicketBody>(200, 'GET', `/api/tickets/${ticketId}`);

/** Characters of a value in an error: a list of messages fills screens. */
const maxShown = 2_000;

/**
 * Waits until the read value satisfies a condition.
 * @throws on timeout, with the last value
 */
export async function until<T>(read: () => Promise<T>, isTrue: (value: T) => boolean, timeoutMs = 10_000): Promise<T> {
  let last: T | undefined;
  const found = await waitFor(
    async () => {
      last = await read();
      return isTrue(last) ? { value: last } : null;
    },
    { timeoutMs, intervalMs: 50 },
  );
  if (!found)
    throw new Error(`the condition is false after ${timeoutMs} ms: ${String(JSON.stringify(last)).slice(0, maxShown)}`);
  return found.value;
}
