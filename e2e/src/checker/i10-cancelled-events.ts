import type { Expectations } from './expectations.ts';
import { excusesOf, refundedOf } from './facts.ts';
import type { Observation, SagaRow } from './observation.ts';
import { type Violation, violationOf } from './violation.ts';

const violation = violationOf('I10');

/**
 * I10, of cancelled performances: each has a saga that is completed, and what it says is true: no order is live, and no charge
 * unrefunded. One that is disturbed, or has a disturbed order, is left out.
 */
export function judgeCancelledEvents(observation: Observation, expectations: Expectations): Violation[] {
  const { performances, sagas } = observation;
  const { isDisturbed } = excusesOf(observation, expectations);
  const sagaOf = new Map(
    sagas.filter(({ definition }) => definition === 'cancel-event').map((saga) => [saga.performanceId, saga] as const),
  );
  const cancelled = performances.filter(({ id, cancelledBy }) => cancelledBy !== null && !isDisturbed(id));
  const remains = remainsOf(observation);
  return cancelled.flatMap(({ id: performanceId }) => {
    const saga = sagaOf.get(performanceId);
    if (!saga) return [violation('a cancelled performance has no saga', { performanceId })];
    const left = remains(performanceId);
    if (isDisturbed(saga.id) || left.orderIds.some(isDisturbed)) return [];
    return judgeSaga(saga, left);
  });
}

interface Remains {
  orderIds: string[];
  liveOrders: number;
  unrefunded: number;
}

function remainsOf({ orders, payments }: Observation): (performanceId: string) => Remains {
  const paymentsOf = Map.groupBy(payments, ({ orderId }) => orderId);
  const ordersOf = Map.groupBy(orders, ({ party }) => party?.performanceId ?? null);
  return (performanceId) => {
    const ofIt = ordersOf.get(performanceId) ?? [];
    const charges = ofIt.flatMap(({ id }) => paymentsOf.get(id) ?? []).filter(({ state }) => state !== 'failed');
    return {
      orderIds: ofIt.map(({ id }) => id),
      liveOrders: ofIt.filter(({ status }) => status !== 'cancelled').length,
      unrefunded: charges.filter((charge) => refundedOf(charge) < charge.amountMinor).length,
    };
  };
}

function judgeSaga(
  { id: sagaId, performanceId, status, step }: SagaRow,
  { liveOrders, unrefunded }: Remains,
): Violation[] {
  const subject = { sagaId, performanceId, status, step };
  if (status !== 'completed') return [violation('the saga of a cancelled performance has not completed', subject)];
  return [
    ...(liveOrders > 0
      ? [violation('the saga of a cancelled performance is completed, but orders are live', { ...subject, liveOrders })]
      : []),
    ...(unrefunded > 0
      ? [
          violation('the saga of a cancelled performance is completed, but charges are not refunded', {
            ...subject,
            unrefunded,
          }),
        ]
      : []),
  ];
}
