import { isDeepStrictEqual } from 'node:util';
import { streamPositionOf } from '@ticketing/common/consuming';
import { generationOf, isTopic, type StreamPosition, type Topic } from '@ticketing/contracts';
import { eventsOn, firstOccurrences, nameOf } from './facts.ts';
import type { Observation } from './observation.ts';
import { type Violation, violationOf } from './violation.ts';

const violation = violationOf('I2');

/**
 * A cancelled event and a refund of all places end orders that have been sold, too; so does a booking that is cancelled in the
 * moment of its payment.
 */
const afterSale: ReadonlySet<string> = new Set(['event_cancelled', 'refunded']);
const insteadOfSale =
  ({ orders }: Observation) =>
  <Ending extends { id: string; reason: string }>(endings: readonly Ending[]): Ending[] => {
    const booked = new Set(orders.filter(({ sagaId }) => sagaId !== null).map(({ id }) => id));
    return endings.filter(({ id, reason }) => !afterSale.has(reason) && !(reason === 'buyer' && booked.has(id)));
  };

/**
 * I2: one effect per (consumer, event id), as far as effects are visible from outside: a second run of a handler would
 * have published again.
 */
export function judgeOneEffect(observation: Observation): Violation[] {
  const on = <T extends Parameters<typeof eventsOn>[1]>(topic: T) => eventsOn(observation, topic);
  const cancelledBeforeSale = insteadOfSale(observation);
  const generations = [
    {
      created: on('orders.order.created.v1'),
      ended: [...on('orders.order.completed.v1'), ...cancelledBeforeSale(on('orders.order.cancelled.v1'))],
    },
    {
      created: on('orders.order.created.v2'),
      ended: [...on('orders.order.completed.v2'), ...cancelledBeforeSale(on('orders.order.cancelled.v2'))],
    },
  ];
  const cancelled = on('orders.order.cancelled.v2');
  const updates = on('tickets.ticket.updated.v1').filter(({ orderId }) => orderId !== null);
  const attemptOf = ({ orderId, attempt }: { orderId: string; attempt: number }) => nameOf(orderId, `${attempt}`);
  return [
    ...generations.flatMap(({ created, ended }) => [
      ...repeated(
        'an order was created more than once',
        created.map(({ id }) => id),
      ),
      ...repeated(
        'an order got more than one outcome',
        ended.map(({ id }) => id),
      ),
    ]),
    ...repeated(
      'an order was cancelled more than once',
      cancelled.map(({ id }) => id),
    ),
    ...repeated(
      'a ticket applied the same event of an order twice',
      updates.map(({ id, orderId, status }) => nameOf(id, status, orderId ?? '')),
    ),
    ...repeated('a payment attempt was started more than once', on('payments.payment.started.v1').map(attemptOf)),
    ...repeated('a payment attempt failed more than once', on('payments.payment.failed.v1').map(attemptOf)),
    ...repeated(
      'an order was charged more than once',
      on('payments.payment.created.v1').map(({ orderId }) => orderId),
    ),
    ...repeated(
      'a payment was refunded more than once',
      on('payments.payment.refunded.v1').map(({ id, number }) => nameOf(id, `${number}`)),
    ),
    ...repeated(
      'a request to refund took places twice',
      on('orders.order.reduced.v2').flatMap(({ requestId }) => requestId ?? []),
    ),
    ...repeated('two events of an aggregate have the same version', versionsOf(observation)),
    ...repeated('two outbox rows of an aggregate have the same position', placesOf(observation)),
    ...repeated(
      'an event id is on two topics',
      [...firstOccurrences(observation.events).values()].map(({ eventId }) => eventId),
    ),
    ...judgeRepeats(observation),
  ];
}

function repeated(message: string, names: string[]): Violation[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].flatMap(([of, times]) => (times > 1 ? [violation(message, { of, times })] : []));
}

const versionName = (topic: Topic, { stream, version }: StreamPosition) =>
  nameOf(stream, `${version}`, `v${generationOf(topic)}`);

const versionsOf = ({ events }: Observation): string[] =>
  [...firstOccurrences(events).values()].flatMap(({ topic, event }) => {
    const position = event && streamPositionOf(topic, event);
    return position ? [versionName(topic, position)] : [];
  });

function placesOf({ outbox }: Observation): string[] {
  return outbox.flatMap(({ service, topic, payload, position }) => {
    if (position) return [nameOf(service, position.aggregateId, `${position.sequence}`)];
    if (!isTopic(topic)) return [];
    const versioned = streamPositionOf(topic, payload as Parameters<typeof streamPositionOf>[1]);
    return versioned ? [nameOf(service, versionName(topic, versioned))] : [];
  });
}

/** Duplicates must be identical: consumers drop the second one unread. */
function judgeRepeats({ events }: Observation): Violation[] {
  const first = firstOccurrences(events);
  return events.flatMap((message) => {
    const { topic, eventId, key, event, partition, offset } = message;
    const original = first.get(nameOf(topic, eventId));
    const isSame = original === message || (original?.key === key && isDeepStrictEqual(original.event, event));
    return isSame
      ? []
      : [violation('a duplicate differs from the original event', { topic, eventId, partition, offset })];
  });
}
