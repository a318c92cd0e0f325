import { randomUUID } from 'node:crypto';
import { type Person, signUp } from '../../person.ts';
import { listTicket, reserve, until } from '../../purchase.ts';
import type { System } from '../../system.ts';
import type { Scene } from '../scene.ts';
import { operatorOf } from './dead-letters.ts';
import { english } from './english.ts';
import { givenSaga } from './sagas.ts';

const { order } = english.ops;

/** An order that its buyer has paid. */
export interface PaidOrder {
  orderId: string;
  buyer: Person;
}

export async function givenPaidOrder({ storeUrl }: System): Promise<PaidOrder> {
  const [seller, buyer] = await Promise.all([signUp(storeUrl), signUp(storeUrl)]);
  const { id: orderId } = await reserve(buyer, (await listTicket(seller)).id);
  await buyer.expect(201, 'POST', '/api/payments', { orderId, token: 'tok_visa' });
  await until(
    () => buyer.expect<{ status: string }>(200, 'GET', `/api/orders/${orderId}`),
    ({ status }) => status === 'complete',
    20_000,
  );
  return { orderId, buyer };
}

/** The console's page of an order. */
export const operatorOrderScenes: Scene[] = [
  {
    name: 'ops-orders',
    shows: order.searchLead,
    arrange: async (system) => ({ path: '/ops/orders', person: await operatorOf(system) }),
  },
  {
    name: 'ops-orders-no-id',
    shows: order.notAnId,
    arrange: async (system) => ({ path: '/ops/orders?id=4711', person: await operatorOf(system) }),
  },
  {
    name: 'ops-order',
    shows: 'payment succeeded',
    arrange: async (system) => {
      const [{ orderId }, person] = await Promise.all([givenPaidOrder(system), operatorOf(system)]);
      return { path: `/ops/orders/${orderId}`, person };
    },
  },
  {
    name: 'ops-order-of-booking',
    shows: 'order_seats',
    arrange: async (system) => {
      const [{ id, orderId, buyer }, person] = await Promise.all([givenSaga(system), operatorOf(system)]);
      const leave = async () => void (await buyer.request('DELETE', `/api/bookings/${id}`));
      return { path: `/ops/orders/${orderId}`, person, leave };
    },
  },
  {
    name: 'ops-order-unknown',
    shows: order.unknownTitle,
    arrange: async (system) => ({ path: `/ops/orders/${randomUUID()}`, person: await operatorOf(system) }),
  },
];
