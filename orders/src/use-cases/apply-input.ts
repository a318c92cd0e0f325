import { decide, type OrderInput } from '../domain/order.ts';
import type { Tx } from '../store/database.ts';
import { lockOrder, saveOrder } from '../store/order-store.ts';

/**
 * Locks an order, decides what follows from an input, and saves it with its events, in the caller's transaction.
 * News of an order that does not exist is without effect.
 */
export async function applyInput(tx: Tx, orderId: string, input: OrderInput): Promise<void> {
  const locked = await lockOrder(tx, orderId);
  if (locked) await saveOrder(tx, locked.order, decide(locked.order, input));
}

/** The same for the end of the reservation time: whether it is over, the database's clock says. */
export async function applyReservationDue(tx: Tx, orderId: string, graceSeconds: number): Promise<void> {
  const locked = await lockOrder(tx, orderId);
  if (!locked) return;
  const { order, now } = locked;
  await saveOrder(tx, order, decide(order, { type: 'ReservationDue', now, graceSeconds }));
}
