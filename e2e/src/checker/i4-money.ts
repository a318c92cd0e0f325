import type { Expectations } from './expectations.ts';
import { excusesOf, refundedOf } from './facts.ts';
import type { Observation, OrderRow, PaymentRow, StripeCharge, StripeLedger } from './observation.ts';
import { type Violation, violationOf } from './violation.ts';

const violation = violationOf('I4');

/** I4: per order, Stripe's ledger, payments' rows and the order agree on the money. */
export function judgeMoney(observation: Observation, expectations: Expectations): Violation[] {
  const { orders, payments, ledger } = observation;
  const { isDisturbed } = excusesOf(observation, expectations);
  const paymentsOf = Map.groupBy(payments, ({ orderId }) => orderId);
  const known = new Set(orders.map(({ id }) => id));
  return [
    ...(ledger ? judgeCharges(ledger, payments) : []),
    ...[...paymentsOf].flatMap(([orderId, rows]) => judgeAttempts(orderId, rows)),
    ...payments
      .filter(({ orderId }) => !known.has(orderId) && !isDisturbed(orderId))
      .map(({ id, orderId }) => violation('the order of a payment does not exist', { paymentId: id, orderId })),
    ...orders.flatMap((order) => (isDisturbed(order.id) ? [] : judgeOrder(order, paymentsOf.get(order.id) ?? []))),
  ];
}

/**
 * Both ways: every charge has a payment, every payment one charge, and the amounts are equal. A charge of which nothing is left
 * needs no payment: whoever restores a backup returns those that were made after it.
 */
function judgeCharges({ charges, intents }: StripeLedger, payments: PaymentRow[]): Violation[] {
  const charged = Map.groupBy(
    charges.filter(({ status }) => status === 'succeeded'),
    ({ intentId }) => intentId,
  );
  const paymentOf = new Map(payments.map((payment) => [payment.stripeId, payment]));
  const orderOf = new Map(intents.map(({ id, orderId }) => [id, orderId]));
  const unaccounted = [...charged].flatMap(([intentId, found]) => {
    const payment = paymentOf.get(intentId);
    const subject = {
      intentId,
      orderId: orderOf.get(intentId) ?? null,
      chargeIds: found.map(({ id }) => id).join(', '),
    };
    if (!payment) return found.every(isReturned) ? [] : [violation('a charge at Stripe has no payment', subject)];
    return payment.state === 'succeeded'
      ? []
      : [violation('a payment that Stripe charged is not recorded as charged', { ...subject, state: payment.state })];
  });
  const succeeded = payments.filter(({ state }) => state === 'succeeded');
  return [
    ...unaccounted,
    ...succeeded.flatMap((payment) => judgeCharge(payment, charged.get(payment.stripeId ?? '') ?? [])),
  ];
}

const isReturned = ({ amountMinor, amountRefundedMinor }: StripeCharge): boolean => amountRefundedMinor === amountMinor;

const sumOf = (rows: readonly { amountMinor: number }[]): number =>
  rows.reduce((total, { amountMinor }) => total + amountMinor, 0);

function judgeCharge(payment: PaymentRow, charges: StripeCharge[]) {
  const { id: paymentId, orderId, amountMinor, currency, refunds } = payment;
  const subject = { paymentId, orderId };
  const [charge] = charges;
  if (!charge) return [violation('a succeeded payment has no charge at Stripe', subject)];
  if (charges.length > 1)
    return [violation('a payment was charged more than once', { ...subject, charges: charges.length })];
  const isSameAmount = charge.amountMinor === amountMinor && charge.currency.toUpperCase() === currency;
  const refundedMinor = refundedOf(payment);
  const promisedMinor = sumOf(refunds);
  return [
    ...(promisedMinor <= amountMinor
      ? []
      : [violation('more is refunded than was charged', { ...subject, amountMinor, promisedMinor })]),
    ...(isSameAmount
      ? []
      : [
          violation('the charged amount differs from the payment', {
            ...subject,
            amountMinor,
            chargedMinor: charge.amountMinor,
          }),
        ]),
    ...(charge.amountRefundedMinor === refundedMinor
      ? []
      : [
          violation('the refunded amount differs from the payment', {
            ...subject,
            refundedMinor,
            atStripeMinor: charge.amountRefundedMinor,
          }),
        ]),
  ];
}

function judgeAttempts(orderId: string, payments: PaymentRow[]): Violation[] {
  // A charge that succeeded after its attempt had ended is refunded as a whole; it is not a second payment.
  const live = payments.filter(({ state, refunds, amountMinor }) => state !== 'failed' && sumOf(refunds) < amountMinor);
  const numbers = new Set(payments.map(({ attempt }) => attempt));
  return [
    ...(live.length > 1
      ? [violation('an order has more than one open or succeeded payment', { orderId, payments: live.length })]
      : []),
    ...(numbers.size < payments.length
      ? [violation('two payment attempts of an order have the same number', { orderId })]
      : []),
  ];
}

function judgeOrder(order: OrderRow, payments: PaymentRow[]): Violation[] {
  const { id: orderId, status, priceMinor, paymentId } = order;
  const succeeded = payments.filter(({ state }) => state === 'succeeded');
  const refundedMinor = succeeded.reduce((total, payment) => total + refundedOf(payment), 0);
  const netMinor = sumOf(succeeded) - refundedMinor;
  const expectedMinor = status === 'complete' ? priceMinor : 0;
  const isPayer = status !== 'complete' || succeeded.some(({ id }) => id === paymentId);
  return [
    ...(netMinor === expectedMinor
      ? []
      : [violation(`the net amount of a ${status} order is wrong`, { orderId, netMinor, expectedMinor })]),
    ...(isPayer ? [] : [violation('an order was completed by a payment that did not succeed', { orderId, paymentId })]),
    ...((order.refundAmountMinor ?? 0) === refundedMinor
      ? []
      : [
          violation('the refund shown on an order differs from the refund paid', {
            orderId,
            shownMinor: order.refundAmountMinor,
            refundedMinor,
          }),
        ]),
  ];
}
