import { randomUUID } from 'node:crypto';
import { waitFor } from '@ticketing/common/backoff';
import { type Person, signUp, type TicketBody } from '@ticketing/e2e/person';

const timeoutMs = 300_000;
const pollIntervalMs = 100;

/** Retries until the request succeeds, because the services are not ready at first. */
async function retryUntilAccepted<T>(what: string, request: () => Promise<T>): Promise<T> {
  let last: unknown;
  const found = await waitFor(
    () =>
      request().then(
        (value) => ({ value }),
        (error: unknown) => {
          last = error;
          return null;
        },
      ),
    { timeoutMs, intervalMs: pollIntervalMs },
  );
  if (found) return found.value;
  throw new Error(`${what} did not succeed`, { cause: last });
}

/** Lists a ticket, buys it and waits for the complete order, each step as soon as the marketplace accepts it. */
export async function firstOrder(storeUrl: string): Promise<void> {
  const person = () => retryUntilAccepted('sign-up', () => signUp(storeUrl, randomUUID()));
  const post = <Body>(by: Person, path: string, body: object): Promise<Body> =>
    retryUntilAccepted(`POST ${path}`, () => by.expect<Body>(201, 'POST', path, body));
  const seller = await person();
  const buyer = await person();
  const { id: ticketId } = await post<TicketBody>(seller, '/api/tickets', { title: 'The first of all', price: 25 });
  const { id: orderId } = await post<{ id: string }>(buyer, '/api/orders', { ticketId });
  await retryUntilAccepted('the payment', async () => {
    const { status } = await buyer.request('POST', '/api/payments', { orderId, token: 'tok_visa' });
    // 202: Stripe's outcome is not known yet; the marketplace settles it later.
    if (status !== 201 && status !== 202) throw new Error(`the payment got status ${status}`);
  });
  await retryUntilAccepted('the completion', async () => {
    const { status } = await buyer.expect<{ status: string }>(200, 'GET', `/api/orders/${orderId}`);
    if (status !== 'complete') throw new Error(`the order is ${status}`);
  });
}
