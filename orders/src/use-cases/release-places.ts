import { type Effect, newEffect } from '@ticketing/common/effects';
import { notFound, notOwner } from '@ticketing/common/errors';
import { inTransaction } from '@ticketing/common/postgres';
import { decide, evolve, type Order } from '../domain/order.ts';
import type { PlacesToReturn } from '../domain/reduction.ts';
import type { Database } from '../store/database.ts';
import { lockOrder, saveOrders } from '../store/order-store.ts';

export interface ReleasedPlaces extends Omit<PlacesToReturn, 'requestId'> {
  orderId: string;
  userId: string;
  effect?: Effect;
}

/**
 * Gives back some places of a buyer's unpaid order. Idempotent per effect: a repeat returns the order in its current state.
 * @throws DomainError not_found, not_authorized, and those of {@link decideRelease}
 */
export const releasePlacesOf =
  ({ database }: { database: Database }) =>
  ({ orderId, userId, effect = newEffect(), ...places }: ReleasedPlaces): Promise<Order> =>
    inTransaction(database, async (tx) => {
      const locked = await lockOrder(tx, orderId);
      if (!locked) throw notFound('Order not found');
      if (locked.order.userId !== userId) throw notOwner();
      const { order } = locked;
      const events = decide(order, { type: 'PlacesReleased', requestId: effect.id, ...places });
      await saveOrders(tx, [{ order, events }]);
      return events.reduce(evolve, order);
    });
