import type { PaymentsCancellationAnswered, RefundsRequested } from '@ticketing/contracts';
import type { Payment } from './payment.ts';

/** Charges and open attempts of a performance's orders that are in the same situation. */
export interface ChargeGroup {
  state: Extract<Payment['state'], 'open' | 'succeeded'>;
  /** Whether all that was charged has been given back, in one refund or several. */
  isGivenBack: boolean;
  hasFailedRefund: boolean;
  /** Whether one of the refunds follows from the end of the order. */
  isRefundOfEnd: boolean;
  /** Whether the cancellation of the performance has ended their orders. */
  isEndedByIt: boolean;
  currency: string;
  count: number;
  /** In total. */
  amountMinor: number;
}

/** What is known here about the orders of a performance. */
export interface KnownOrders {
  /** Not cancelled, as far as this service knows. */
  live: number;
  /** Cancelled by the cancellation, or with a reservation that ended after it. */
  ended: number;
}

type CancellationRefunds = PaymentsCancellationAnswered['refunds'];

const sum = <T>(all: readonly T[], of: (each: T) => number): number => all.reduce((total, each) => total + of(each), 0);

/** Counts the refunds of a cancelled performance. */
export function refundsOf(groups: readonly ChargeGroup[]): CancellationRefunds {
  const failing = groups.filter(({ hasFailedRefund }) => hasFailedRefund);
  const done = groups.filter(
    ({ state, isGivenBack, hasFailedRefund }) => state === 'succeeded' && isGivenBack && !hasFailedRefund,
  );
  const countOf = (counted: readonly ChargeGroup[]) => sum(counted, ({ count }) => count);
  const [refunded, failed] = [countOf(done), countOf(failing)];
  return {
    ...{ refunded, failed, underWay: countOf(groups) - refunded - failed },
    // An attempt that was charged after its failure, and places that were given back before, have had mails of their own.
    toTell: countOf(done.filter(({ isEndedByIt, isRefundOfEnd }) => isEndedByIt && isRefundOfEnd)),
    amounts: [...Map.groupBy(done, ({ currency }) => currency)]
      .map(([currency, ofCurrency]) => ({ currency, amount: sum(ofCurrency, ({ amountMinor }) => amountMinor) }))
      .sort((a, b) => a.currency.localeCompare(b.currency)),
  };
}

/**
 * Whether every charge of a cancelled performance is refunded, and none can follow: orders that this service has not heard of, or
 * whose end it has not heard of, could still be paid. Orders says how many there are.
 */
export const areAllRefunded = (
  { orders }: Pick<RefundsRequested, 'orders'>,
  known: KnownOrders,
  { underWay, failed }: CancellationRefunds,
): boolean => known.live === 0 && known.ended >= orders && underWay + failed === 0;
