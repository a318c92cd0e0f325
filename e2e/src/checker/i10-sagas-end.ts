import type { Expectations } from './expectations.ts';
import { excusesOf } from './facts.ts';
import { judgeCancelledEvents } from './i10-cancelled-events.ts';
import type { ManifestRow, Observation, OrderRow, SagaRow } from './observation.ts';
import { type Violation, violationOf } from './violation.ts';

const violation = violationOf('I10');

/**
 * I10: every saga is completed or fully compensated, unless its party may still pay; manifest and orders say the same as the
 * sagas, and nothing was undone twice. Every cancelled performance has a saga, which is completed: everybody has the money back.
 */
export function judgeSagasEnd(observation: Observation, expectations: Expectations): Violation[] {
  const { sagas, manifest, orders } = observation;
  const { isDisturbed } = excusesOf(observation, expectations);
  const orderOf = new Map(orders.flatMap((order) => (order.sagaId === null ? [] : [[order.sagaId, order] as const])));
  const entryOf = new Map(manifest.map((entry) => [entry.sagaId, entry]));
  const known = new Set(sagas.map(({ id }) => id));
  const isExcused = (sagaId: string) => isDisturbed(sagaId) || isDisturbed(orderOf.get(sagaId)?.id ?? '');
  return [
    ...judgeCancelledEvents(observation, expectations),
    ...sagas
      .filter(({ id, definition }) => definition === 'book-journey' && !isExcused(id))
      .flatMap((saga) => judgeSaga(saga, orderOf.get(saga.id) ?? null, entryOf.get(saga.id) ?? null)),
    ...[...orderOf.keys()]
      .filter((sagaId) => !known.has(sagaId))
      .map((sagaId) => violation('an order belongs to a saga that does not exist', { sagaId })),
    ...[...entryOf.keys()]
      .filter((sagaId) => !known.has(sagaId))
      .map((sagaId) => violation('an entry of a manifest belongs to a saga that does not exist', { sagaId })),
  ];
}

function judgeSaga(saga: SagaRow, order: OrderRow | null, entry: ManifestRow | null): Violation[] {
  const { id: sagaId, status, step } = saga;
  const subject = { sagaId, status, step };
  const repeated = [...Map.groupBy(saga.compensated, (name) => name)].filter(([, times]) => times.length > 1);
  return [
    ...repeated.map(([name]) => violation('a step was undone twice', { ...subject, undone: name })),
    ...judgeOutcome(saga, order, entry).map((message) =>
      violation(message, { ...subject, order: order?.status ?? null, entry: entry?.state ?? null }),
    ),
  ];
}

function judgeOutcome({ status, step, error }: SagaRow, order: OrderRow | null, entry: ManifestRow | null): string[] {
  const isHeld = order !== null && (order.status === 'created' || order.status === 'awaiting_payment');
  if (status === 'completed') {
    return [
      // A cancelled event ends orders that were paid, too; the saga has done its part.
      ...(order && order.paymentId !== null ? [] : ['a completed saga has no paid order']),
      ...(entry?.state === 'issued' && entry.ticketNumbers === placesOf(order)
        ? []
        : ['a completed saga has not issued a ticket per place']),
    ];
  }
  if (status === 'compensated') {
    return [
      ...(order === null || order.status === 'cancelled' ? [] : ['a compensated saga still has its order']),
      ...(entry === null || entry.state === 'withdrawn' || entry.state === 'refused'
        ? []
        : ['a compensated saga is still in a manifest']),
    ];
  }
  const mayBePaid = step === 'payment' && error === null && isHeld;
  return mayBePaid ? [] : ['a saga has not ended'];
}

const placesOf = (order: OrderRow | null): number => order?.party?.places.length ?? 0;
