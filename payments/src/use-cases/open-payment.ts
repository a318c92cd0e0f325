import { createOnce, type Effect, objectIdOf } from '@ticketing/common/effects';
import { conflict, notFound, ruleViolated } from '@ticketing/common/errors';
import { type ClientSession, inTransaction } from '@ticketing/common/mongo';
import { assertMayAttempt } from '../domain/decline-limit.ts';
import { assertPayable } from '../domain/order.ts';
import type { Payment } from '../domain/payment.ts';
import { type ConfirmedBy, startAttempt } from '../domain/start-attempt.ts';
import type { TakenAttempt } from '../store/order-store.ts';
import { LivePaymentExists } from '../store/payment-store.ts';
import type { PaymentDeps } from './deps.ts';

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
 * @throws DomainError not_found, order_cancelled, already_paid, order_expired, amount_too_small, payment_in_progress,
 * too_many_declined
 */
export const openPayment =
  (deps: PaymentDeps) =>
  (attempt: NewAttempt): Promise<OpenedPayment> =>
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
  deps: PaymentDeps,
  session: ClientSession,
  { orderId, confirmedBy, requestedAt, effect }: NewAttempt,
): Promise<Payment> {
  const taken = await deps.orders.takeAttempt(session, orderId);
  if (!taken) throw notFound('Order not found');
  await assertOpen(deps, session, taken);
  assertMayAttempt(await deps.declines.read({ orderId, userId: taken.order.userId }), deps.maxDeclinesPerHour);
  const payment = startAttempt(deps)({ ...taken, paymentId: objectIdOf(effect), confirmedBy });
  const waitedMs = Math.round(performance.now() - requestedAt);
  await deps.payments.insert(session, { payment, sequence: taken.sequence, waitedMs });
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
