import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRandom } from '@ticketing/common/random';
import { checkSystem } from '../../src/checker/index.ts';
import { inboxServices } from '../../src/checker/observation.ts';
import { loadConfig } from '../../src/config.ts';
import { reordering } from '../../src/faults/tools/reordering.ts';
import { type OrderBody, type Person, signUp } from '../../src/person.ts';
import { listTicket, readTicket, until } from '../../src/purchase.ts';
import { retryRequest } from '../../src/retry-request.ts';
import { runningSystem } from '../../src/system.ts';

const system = runningSystem();
const { storeUrl } = system;
const { graceSeconds } = loadConfig();

let seller: Person;
let buyers: [Person, Person];
beforeAll(async () => {
  [seller, ...buyers] = await Promise.all([signUp(storeUrl), signUp(storeUrl), signUp(storeUrl)]);
});

it('never answers 404 for something that was just created', async () => {
  const statuses = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const ticket = await listTicket(seller);
      const order = await buyers[0].request<OrderBody>('POST', '/api/orders', { ticketId: ticket.id });
      const payment = await buyers[0].request('POST', '/api/payments', { orderId: order.body.id, token: 'tok_visa' });
      return [order.status, payment.status];
    }),
  );
  expect(statuses.flat().filter((status) => status !== 201)).toEqual([]);
});

/** Reserves like a client: while the other services are behind, reservations are refused and retried. */
async function reserve(buyer: Person, ticketId: string): Promise<OrderBody> {
  const answer = await retryRequest<OrderBody>(buyer, 'POST', '/api/orders', { ticketId }, { forMs: 30_000 });
  if (answer?.status !== 201) throw new Error(`not reserved: ${JSON.stringify(answer)}`);
  return answer.body;
}

async function reserveAndReleaseInTurn(turns: number): Promise<string> {
  const ticket = await listTicket(seller);
  for (let turn = 0; turn < turns; turn += 1) {
    const buyer = buyers[turn % 2 === 0 ? 0 : 1];
    const order = await reserve(buyer, ticket.id);
    await buyer.expect(204, 'DELETE', `/api/orders/${order.id}`);
  }
  return ticket.id;
}

it('stays consistent when two buyers reserve and release a ticket alternately a hundred times', async () => {
  const ticketId = await reserveAndReleaseInTurn(100);
  // The listing's version counts the applied updates: every reservation that no later one overtook, and its end.
  await until(
    () => readTicket(seller, ticketId),
    ({ status, orderId }) => status === 'available' && orderId === null,
  );
  const last = await reserve(buyers[0], ticketId);
  await until(
    () => readTicket(seller, ticketId),
    ({ orderId }) => orderId === last.id,
  );
});

describe('while deliveries are delayed by topic, so that topics overtake each other', () => {
  const seed = String(randomInt(1_000_000));
  const consumers = ['tickets', 'orders'] as const;
  beforeAll(async () => {
    console.log(`delays with seed ${seed}`);
    const random = createRandom(seed);
    for (const service of consumers)
      await system.restart(service, { FAILPOINTS: reordering(random, service, 120), FAILPOINTS_SEED: seed });
  }, 120_000);
  afterAll(async () => {
    for (const service of consumers) await system.restart(service);
  }, 120_000);

  it(`stays consistent over a hundred turns of a ticket, and no message is left (seed ${seed})`, async () => {
    const ticketId = await reserveAndReleaseInTurn(100);
    const last = await reserve(buyers[1], ticketId);
    const ticket = await until(
      () => readTicket(seller, ticketId),
      ({ orderId }) => orderId === last.id,
      90_000,
    );

    expect(ticket.status).toBe('reserved');
    // Tickets and orders agree, retry topics are drained, nothing is parked and nothing was given up.
    const { summary, observation } = await checkSystem({ addresses: system.addresses, graceSeconds });
    expect(summary).toEqual([]);
    expect(inboxServices.flatMap((service) => observation.consumers[service].parked)).toEqual([]);
  }, 240_000);
});
