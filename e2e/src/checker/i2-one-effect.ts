import { isDeepStrictEqual } from 'node:util';
import { streamPositionOf } from '@ticketing/common/consuming';
import { isTopic } from '@ticketing/contracts';
import { eventsOn, firstOccurrences, nameOf } from './facts.ts';
import type { Observation } from './observation.ts';
import { type Violation, violationOf } from './violation.ts';

const violation = violationOf('I2');

/**
 * I2: one effect per (consumer, event id), as far as effects can be seen from outside: what a second run of a handler
 * would have published once more.
 */
export function judgeOneEffect(observation: Observation): Violation[] {
  const on = <T extends Parameters<typeof eventsOn>[1]>(topic: T) => eventsOn(observation, topic);
  const settled = [...on('orders.order.completed.v1'), ...on('orders.order.cancelled.v1')];
  const updates = on('tickets.ticket.updated.v1').filter(({ orderId }) => orderId !== null);
  const attemptOf = ({ orderId, attempt }: { orderId: string; attempt: number }) => nameOf(orderId, `${attempt}`);
  return [
    ...repeated(
      'an order was created more than once',
      on('orders.order.created.v1').map(({ id }) => id),
    ),
    ...repeated(
      'an order was settled more than once',
      settled.map(({ id }) => id),
    ),
    ...repeated(
      'a ticket took over the same news of an order twice',
      updates.map(({ id, orderId, status }) => nameOf(id, status, orderId ?? '')),
    ),
    ...repeated('an attempt to pay was started more than once', on('payments.payment.started.v1').map(attemptOf)),
    ...repeated('an attempt to pay failed more than once', on('payments.payment.failed.v1').map(attemptOf)),
    ...repeated(
      'an order was charged more than once',
      on('payments.payment.created.v1').map(({ orderId }) => orderId),
    ),
    ...repeated(
      'a payment was refunded more than once',
      on('payments.payment.refunded.v1').map(({ id }) => id),
    ),
    ...repeated('two events have one version of an aggregate', versionsOf(observation)),
    ...repeated('two outbox rows have one place in their aggregate', placesOf(observation)),
    ...repeated(
      'one event id is on two topics',
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

const versionsOf = ({ events }: Observation): string[] =>
  [...firstOccurrences(events).values()].flatMap(({ topic, event }) => {
    const position = event && streamPositionOf(topic, event);
    return position ? [nameOf(position.stream, `${position.version}`)] : [];
  });

function placesOf({ outbox }: Observation): string[] {
  return outbox.flatMap(({ service, topic, payload, position }) => {
    if (position) return [nameOf(service, position.aggregateId, `${position.sequence}`)];
    const versioned = isTopic(topic) && streamPositionOf(topic, payload as Parameters<typeof streamPositionOf>[1]);
    return versioned ? [nameOf(service, versioned.stream, `${versioned.version}`)] : [];
  });
}

/** A message that is there twice must be the same message: consumers drop the second unread. */
function judgeRepeats({ events }: Observation): Violation[] {
  const first = firstOccurrences(events);
  return events.flatMap((message) => {
    const { topic, eventId, key, event, partition, offset } = message;
    const original = first.get(nameOf(topic, eventId));
    const isSame = original === message || (original?.key === key && isDeepStrictEqual(original.event, event));
    return isSame
      ? []
      : [violation('a repeat differs from the event it repeats', { topic, eventId, partition, offset })];
  });
}
