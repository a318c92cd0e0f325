import { createOnce, type Effect, objectIdOf } from '@ticketing/common/effects';
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
  /** The reservation statement signed by orders. */
  statement?: string | undefined;
}

/**
 * Finds the buyer's order, whose event may still be in flight. With a valid reservation statement it waits for nothing:
 * it stores the order with the fields of its event.
 * @throws DomainError not_found, not_caught_up, not_authorized
 */
export async function findOwnOrder(
  { orders, awaitRow, statements }: Pick<PaymentDeps, 'orders' | 'awaitRow' | 'statements'>,
  { orderId, userId, statement }: OrderToPay,
): Promise<PayableOrder> {
  const find = () => orders.find(orderId);
  const signedOrder =
    statement === undefined ? null : orderFromStatement(statements.read(statement), { orderId, userId });
  const order = signedOrder
    ? ((await find()) ?? (await orders.insert(signedOrder)))
    : await awaitRow({ topic: 'orders.order.created.v1', key: orderId, find });
  if (!order) throw notFound('Order not found');
  if (order.userId !== userId) throw notOwner();
  return order;
}

/** Converts a reservation to the order it describes; null for another order or buyer. */
function orderFromStatement(reservation: Reservation | null, own: OwnOrder): PayableOrder | null {
  if (reservation?.orderId !== own.orderId || reservation.buyerId !== own.userId) return null;
  const { orderId: id, buyerId: userId, priceMinor, currency, expiresAt } = reservation;
  return { id, userId, status: 'created', priceMinor, currency, expiresAt };
}

/**
 * Who confirms an attempt: this service at once, with a token, or the buyer's browser with the client secret, while the
 * order is payable. Only the latter can be resumed, by another tab or after a reload.
 */
export type ConfirmedBy = 'us' | 'buyer';

export interface NewAttempt {
  orderId: string;
  confirmedBy: ConfirmedBy;
  /** When the request arrived, by `performance.now()`. */
  requestedAt: number;
  effect: Effect;
}

export interface OpenedPayment {
  payment: Payment;
  /** Whether this call has stored it. */
  isNew: boolean;
}

/**
 * Stores a new attempt with payment.started, or returns the buyer's open one. Idempotent per effect: a repeat returns
 * the attempt in its current state, even if settled.
 * @throws DomainError not_found, order_cancelled, already_paid, order_expired, amount_too_small, payment_in_progress
 */
export const openPayment = (deps: PaymentDeps, attempt: NewAttempt): Promise<OpenedPayment> =>
  createOnce(attempt.effect, {
    find: async () => toExisting(await deps.payments.find(objectIdOf(attempt.effect))),
    create: () => openOrFind(deps, attempt),
  });

async function openOrFind(deps: PaymentDeps, attempt: NewAttempt): Promise<OpenedPayment> {
  try {
    return await inTransaction(deps.connection, async (session) => {
      const isResumable = attempt.confirmedBy === 'buyer';
      const open = isResumable ? await deps.payments.findConfirmable(session, attempt.orderId) : null;
      return toExisting(open) ?? { payment: await insertPayment(deps, session, attempt), isNew: true };
    });
  } catch (error) {
    if (!(error instanceof LivePaymentExists)) throw error;
    throw await refusalFor(deps, attempt.orderId);
  }
}

const toExisting = (payment: Payment | null): OpenedPayment | null => payment && { payment, isNew: false };

async function insertPayment(
  { orders, payments, settleAfterMs, graceMs }: PaymentDeps,
  session: ClientSession,
  { orderId, confirmedBy, requestedAt, effect }: NewAttempt,
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
  const settleAt = new Date(now.getTime() + settleAfterMs);
  const waitedMs = Math.round(performance.now() - requestedAt);
  await payments.insertOpen(session, payment, { settleAt, sequence, waitedMs });
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
    // A cancelled order is being refunded, so "already paid" would be wrong.
    const live = order.status === 'cancelled' ? null : await payments.findLive(order.id, session);
    throw live?.state === 'succeeded' ? alreadyPaid() : refusal;
  }
}

/** Returns why another attempt is refused. */
async function refusalFor({ payments }: Pick<PaymentDeps, 'payments'>, orderId: string): Promise<Error> {
  const live = await payments.findLive(orderId);
  return live?.state === 'succeeded'
    ? alreadyPaid()
    : conflict('payment_in_progress', 'Another attempt to pay this order is still open');
}

const alreadyPaid = () => ruleViolated('already_paid', 'The order is already paid');
