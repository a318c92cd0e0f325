import { relayGroup, topicNames } from '@ticketing/contracts';
import type { Expectations, ExpectedDeadLetter } from './expectations.ts';
import { excusesOf, isExpected, nameOf } from './facts.ts';
import {
  type GroupPosition,
  inboxServices,
  type Observation,
  type PaymentRow,
  type ReplicationSlot,
} from './observation.ts';
import { type Violation, violationOf } from './violation.ts';

const violation = violationOf('I6');
const mebibyte = 1024 * 1024;

/** I6: no work is left, dead letters are exactly the expected ones, and only events behind them are parked. */
export function judgeQuiet(observation: Observation, expectations: Expectations): Violation[] {
  const pending = observation.outbox.filter(({ state }) => state === 'pending');
  return [
    ...pending.map(({ service, eventId, topic }) =>
      violation('an outbox row is still pending', { service, eventId, topic }),
    ),
    ...judgePayments(observation.payments),
    ...judgeLag(observation.positions),
    ...judgeSlots(observation.slots),
    ...judgeDeadLetters(observation, expectations),
    ...judgeParked(observation, expectations),
  ];
}

/** Open attempts and unfinished refunds will still move money. */
export const judgePayments = (
  payments: readonly Pick<PaymentRow, 'id' | 'orderId' | 'state' | 'refunds'>[],
): Violation[] =>
  payments.flatMap(({ id: paymentId, orderId, state, refunds }) => [
    ...(state === 'open' ? [violation('a payment is still open', { paymentId, orderId })] : []),
    ...refunds
      .filter((refund) => refund.state !== 'done')
      .map(({ number }) => violation('a refund is still outstanding', { paymentId, orderId, number })),
  ]);

export const judgeLag = (positions: readonly GroupPosition[]): Violation[] =>
  positions
    .filter(({ committed, end }) => committed < end)
    .map(({ group, topic, partition, committed, end }) =>
      violation('a consumer group lags', { group, topic, partition, lag: end - committed }),
    );

export const judgeSlots = (slots: Observation['slots']): Violation[] =>
  Object.entries(slots).flatMap(([service, slot]) => judgeSlot(service, slot));

function judgeSlot(service: string, slot: ReplicationSlot | null): Violation[] {
  if (!slot) return [violation('a replication slot does not exist', { service })];
  const { isActive, lagBytes } = slot;
  return [
    ...(isActive ? [] : [violation('a replication slot is not active', { service })]),
    ...(lagBytes < mebibyte ? [] : [violation('a replication slot lags by 1 MiB or more', { service, lagBytes })]),
  ];
}

function judgeDeadLetters({ deadLetters, deadRows, outbox }: Observation, expectations: Expectations): Violation[] {
  const isKnown = isExpected(expectations);
  const subjectOf = ({ group, topic, eventId }: ExpectedDeadLetter) => ({ group, topic, eventId });
  // A duplicate was sent again after a crash; it is the same letter.
  const letters = new Map(deadLetters.map((letter) => [nameOf(letter.group, letter.topic, letter.eventId), letter]));
  const expected = new Map(
    expectations.deadLetters.map((letter) => [nameOf(letter.group, letter.topic, letter.eventId), letter]),
  );
  const isExpectedOfRelay = ({ eventId, topic }: { eventId: string; topic: string }) =>
    topicNames.some((name) => name === topic && isKnown({ group: relayGroup, topic: name, eventId }));
  const strayRows = [...deadRows, ...outbox.filter(({ state }) => state === 'dead')].filter(
    (row) => !isExpectedOfRelay(row),
  );
  return [
    ...[...letters].flatMap(([name, letter]) =>
      expected.has(name) ? [] : [violation('an unexpected dead letter exists', subjectOf(letter))],
    ),
    ...[...expected].flatMap(([name, letter]) =>
      letters.has(name) ? [] : [violation('an expected dead letter does not exist', subjectOf(letter))],
    ),
    ...strayRows.map(({ service, eventId, topic }) =>
      violation('an outbox row was dead-lettered', { service, eventId, topic }),
    ),
  ];
}

function judgeParked(observation: Observation, expectations: Expectations): Violation[] {
  const { isHeldBack } = excusesOf(observation, expectations);
  return inboxServices.flatMap((consumer) => {
    const { parked, streams } = observation.consumers[consumer];
    return parked
      .filter(({ stream }) => !isHeldBack(consumer, stream, (streams.get(stream) ?? -1) + 1))
      .map(({ stream, version, eventId }) =>
        violation('an event is parked, but not behind a known dead letter', { consumer, stream, version, eventId }),
      );
  });
}
