import { beforeAll, expect, it } from '@jest/globals';
import { type OrderBody, type Person, signUp } from '../../src/person.ts';
import { listTicket, readTicket, until } from '../../src/purchase.ts';
import { runningSystem } from '../../src/system.ts';

const { storeUrl } = runningSystem();

let seller: Person;
let buyers: [Person, Person];
beforeAll(async () => {
  [seller, ...buyers] = await Promise.all([signUp(storeUrl), signUp(storeUrl), signUp(storeUrl)]);
});

it('sells a ticket to one of a hundred parallel requests', async () => {
  const ticket = await listTicket(seller);
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      buyers[index % 2 ? 0 : 1].request<OrderBody>('POST', '/api/orders', { ticketId: ticket.id }),
    ),
  );

  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(1);
  expect(statuses.filter((status) => status === 400)).toHaveLength(99);
});

it('never answers 404 for what was made a moment ago', async () => {
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

it('agrees on a ticket that two buyers reserve and release in turn a hundred times', async () => {
  const ticket = await listTicket(seller);
  for (let turn = 0; turn < 100; turn += 1) {
    const buyer = buyers[turn % 2 === 0 ? 0 : 1];
    const order = await buyer.expect<OrderBody>(201, 'POST', '/api/orders', { ticketId: ticket.id });
    await buyer.expect(204, 'DELETE', `/api/orders/${order.id}`);
  }
  // The listing's version counts what reached it: every reservation that was not overtaken by a later one, and its end.
  await until(
    () => readTicket(seller, ticket.id),
    ({ status, orderId }) => status === 'available' && orderId === null,
  );
  const last = await buyers[0].expect<OrderBody>(201, 'POST', '/api/orders', { ticketId: ticket.id });
  await until(
    () => readTicket(seller, ticket.id),
    ({ orderId }) => orderId === last.id,
  );
});
