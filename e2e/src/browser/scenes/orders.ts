import { signUp } from '../../person.ts';
import { listTicket, reserve } from '../../purchase.ts';
import type { Scene } from '../scene.ts';
import { english } from './english.ts';
import { givenExpired, givenHold, givenPurchase, givenRefund, orderBecomes, release } from './people.ts';

export const orderScenes: Scene[] = [
  {
    name: 'order-confirmed',
    shows: english.order.completeTitle,
    async arrange(system) {
      const { buyer, order } = await givenPurchase(system);
      return { path: `/orders/${order.id}`, person: buyer };
    },
  },
  {
    name: 'order-expired',
    shows: english.order.expiredTitle,
    async arrange(system) {
      const { buyer, order } = await givenExpired(system);
      return { path: `/orders/${order.id}`, person: buyer };
    },
  },
  {
    name: 'order-released',
    shows: english.order.releasedTitle,
    async arrange(system) {
      const held = await givenHold(system);
      await release(held);
      return { path: `/orders/${held.order.id}`, person: held.buyer };
    },
  },
  {
    name: 'order-refunded',
    shows: english.order.tooLateTitle,
    async arrange(system) {
      const { buyer, order } = await givenRefund(system);
      return { path: `/orders/${order.id}`, person: buyer };
    },
  },
  {
    name: 'orders',
    shows: english.order.status.complete,
    async arrange(system) {
      const held = await givenHold(system);
      const { seller, buyer } = held;
      const [sold, freed] = await Promise.all([listTicket(seller, 64.5), listTicket(seller, 27.5)]);
      const [paid, cancelled] = await Promise.all([reserve(buyer, sold.id), reserve(buyer, freed.id)]);
      await buyer.expect(201, 'POST', '/api/payments', { orderId: paid.id, token: 'tok_visa' });
      await buyer.expect(204, 'DELETE', `/api/orders/${cancelled.id}`);
      await orderBecomes(buyer, paid.id, ({ status }) => status === 'complete');
      return { path: '/orders', person: buyer, leave: () => release(held) };
    },
  },
  {
    name: 'orders-empty',
    shows: english.orders.emptyTitle,
    arrange: async ({ storeUrl }) => ({ path: '/orders', person: await signUp(storeUrl) }),
  },
];
