import { type Effect, makeOnce, objectIdOf } from '@ticketing/common/effects';
import { conflict, notFound, notOwner, ruleViolated } from '@ticketing/common/errors';
import { type ClientSession, inTransaction } from '@ticketing/common/mongo';
import type { Reservation } from '@ticketing/common/reservations';
import { assertPayable, type PayableOrder } from '../domain/order.ts';
import type { Payment } from '../domain/payment.ts';
import type { TakenAttempt } from '../store/order-store.ts';
import { LivePaymentExists } from '../store/payment-store.ts';
import type { PaymentDeps } from './deps.ts';

export interface OwnOrder {
  orderId: string;
  userId: string;
}

export interface OrderToPay extends OwnOrder {
  /** What orders has signed of the reservation. */
  statement?: string | undefined;
}

/**
 * The buyer's order, which may have been made a moment ago, so that its event is still on its way here. With a valid statement
 * of the reservation nothing is waited for: the order is stored as its event will say it.
 * @throws DomainError not_found, not_caught_up, not_authorized
 */
export async function findOwnOrder(
  { orders, awaitRow, statements }: Pick<PaymentDeps, 'orders' | 'awaitRow' | 'statements'>,
  { orderId, userId, statement }: OrderToPay,
): Promise<PayableOrder> {
  const find = () => orders.find(orderId);
  const stated = statement === undefined ? null : statedOrder(statements.read(statement), { orderId, userId });
  const order = stated
    ? ((await find()) ?? (await orders.insert(stated)))
    : await awaitRow({ topic: 'orders.order.created.v1', key: orderId, look: find });
  if (!order) throw notFound('Order not found');
  if (order.userId !== userId) throw notOwner();
  return order;
}

/** The order that a reservation is, when it is the buyer's; a statement of another one says nothing. */
function statedOrder(reservation: Reservation | null, own: OwnOrder): PayableOrder | null {
  if (reservation?.orderId !== own.orderId || reservation.buyerId !== own.userId) return null;
  const { orderId: id, buyerId: userId, priceMinor, currency, expiresAt } = reservation;
  return { id, userId, status: 'created', priceMinor, currency, expiresAt };
}

/**
 * Who confirms an attempt: we, with a token, at once; or the buyer's browser, with the intent's secret, as long as the order can
 * be paid. Only the second can be taken up again, by another tab or after a reload.
 */
export type ConfirmedBy = 'us' | 'buyer';

export interface NewAttempt {
  orderId: string;
  confirmedBy: ConfirmedBy;
  effect: Effect;
}

export interface OpenedPayment {
  payment: Payment;
  /** This call has stored it. */
  isNew: boolean;
}

/**
 * Stores a new attempt with payment.started, or finds the one that the buyer has left open. Once an effect: again, it is the
 * attempt as it is by now, settled ones included.
 * @throws DomainError not_found, order_cancelled, already_paid, order_expired, amount_too_small, payment_in_progress
 */
export const openPayment = (deps: PaymentDeps, attempt: NewAttempt): Promise<OpenedPayment> =>
  makeOnce(attempt.effect, {
    find: async () => known(await deps.payments.find(objectIdOf(attempt.effect))),
    make: () => openOrFind(deps, attempt),
  });

async function openOrFind(deps: PaymentDeps, attempt: NewAttempt): Promise<OpenedPayment> {
  try {
    return await inTransaction(deps.connection, async (session) => {
      const isLeft = attempt.confirmedBy === 'buyer';
      const left = isLeft ? await deps.payments.findConfirmable(session, attempt.orderId) : null;
      return known(left) ?? { payment: await insertPayment(deps, session, attempt), isNew: true };
    });
  } catch (error) {
    if (!(error instanceof LivePaymentExists)) throw error;
    throw await refusalFor(deps, attempt.orderId);
  }
}

const known = (payment: Payment | null): OpenedPayment | null => payment && { payment, isNew: false };

async function insertPayment(
  { orders, payments, settleAfterMs, graceMs }: PaymentDeps,
  session: ClientSession,
  { orderId, confirmedBy, effect }: NewAttempt,
): Promise<Payment> {
  const taken = await orders.takeAttempt(session, orderId);
  if (!taken) throw notFound('Order not found');
  const { order, attempt, sequence, now } = taken;
  await assertOpen({ payments }, session, taken);
  const payment: Payment = {
    id: objectIdOf(effect),
    orderId,
    attempt,
    state: 'open',
    amountMinor: order.priceMinor,
    currency: order.currency,
    stripeId: null,
    confirmableUntil: confirmedBy === 'buyer' ? new Date(order.expiresAt.getTime() + graceMs) : null,
    failureCode: null,
    failure: null,
    card: null,
    paidAt: null,
    refund: null,
    createdAt: now,
  };
  await payments.insertOpen(session, payment, { settleAt: new Date(now.getTime() + settleAfterMs), sequence });
  return payment;
}

/** @throws DomainError order_cancelled, already_paid, order_expired, amount_too_small */
async function assertOpen(
  { payments }: Pick<PaymentDeps, 'payments'>,
  session: ClientSession,
  { order, now }: TakenAttempt,
): Promise<void> {
  try {
    assertPayable(order, now);
  } catch (refusal) {
    // The money of a cancelled order is on its way back: there, "already paid" would be wrong.
    const live = order.status === 'cancelled' ? null : await payments.findLive(order.id, session);
    throw live?.state === 'succeeded' ? alreadyPaid() : refusal;
  }
}

/** Why no other attempt may begin. */
async function refusalFor({ payments }: Pick<PaymentDeps, 'payments'>, orderId: string): Promise<Error> {
  const live = await payments.findLive(orderId);
  return live?.state === 'succeeded'
    ? alreadyPaid()
    : conflict('payment_in_progress', 'Another attempt to pay this order is still open');
}

const alreadyPaid = () => ruleViolated('already_paid', 'The order is already paid');
