import type { AwaitRow } from '@ticketing/common/consuming';
import { createOnce, type Effect, newEffect, type SignedIds } from '@ticketing/common/effects';
import type { Verifiable } from '@ticketing/common/verified-email';
import type { HoardingLimits } from '../domain/hoarding.ts';
import type { Order } from '../domain/order.ts';
import type { Database } from '../store/database.ts';
import type { LiveOrders } from '../store/live-orders.ts';
import { findOrder } from '../store/order-store.ts';

/** What reserving takes, whatever is reserved. */
export interface ReservingDeps {
  database: Database;
  /** How long a reservation lasts, seconds. */
  ttlSeconds: number;
  limits: Omit<HoardingLimits, 'maxHeldMs'>;
  /** Returns the keyed hash of an address's subscriber. */
  subscriberHash: (address: string) => string;
  liveOrders: Pick<LiveOrders, 'announce'>;
  signedIds: Pick<SignedIds, 'uuidOf'>;
  /** Finds rows that another service's events create. */
  awaitRow: AwaitRow;
}

/** Who reserves. */
export interface ReservingBuyer extends Verifiable {
  buyerId: string;
  /** IP address of the request. */
  address: string;
  effect?: Effect;
}

/** Reserves once per effect: a repeat returns the order in its current state. */
export function reserveOnce(
  { database, signedIds }: Pick<ReservingDeps, 'database' | 'signedIds'>,
  effect: Effect = newEffect(),
  reserve: (orderId: string) => Promise<Order>,
): Promise<Order> {
  const orderId = signedIds.uuidOf(effect);
  return createOnce(effect, { find: () => findOrder(database, orderId), create: () => reserve(orderId) });
}
