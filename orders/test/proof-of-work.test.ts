import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { codesOf, someUser } from '@ticketing/testing/api';
import { easyProofOfWork, proofFor } from '@ticketing/testing/proof-of-work';
import { givenTicketOf, type OrdersFixture, startOrders } from './orders-fixture.ts';

let orders: OrdersFixture;
beforeAll(async () => {
  orders = await startOrders({ proofOfWork: easyProofOfWork() });
});
afterAll(() => orders.stop());

const givenTicket = async (): Promise<string> => (await givenTicketOf(orders)).id;

it('a reservation needs a proof of its buyer for its ticket, if the operator wants that; the key of the request stays usable', async () => {
  const [buyer, ticketId] = [someUser(), await givenTicket()];
  const reserve = (as: typeof buyer, of: string, headers: Record<string, string> = {}) =>
    orders.api.request('POST', '/api/orders', {
      as,
      body: { ticketId: of },
      headers: { 'idempotency-key': 'one', ...headers },
    });
  const refused = await reserve(buyer, ticketId);
  expect([refused.status, codesOf(refused)]).toEqual([403, ['proof_of_work_required']]);
  const proof = await proofFor(refused);
  expect((await reserve(someUser(), ticketId, proof)).status).toBe(403);
  expect((await reserve(buyer, await givenTicket(), proof)).status).toBe(403);

  expect((await reserve(buyer, ticketId, proof)).status).toBe(201);
});
