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

/** I6: nothing is left to do, dead letters are exactly the expected ones, and parked is only what stands behind them. */
export function judgeQuiet(observation: Observation, expectations: Expectations): Violation[] {
  const pending = observation.outbox.filter(({ state }) => state === 'pending');
  return [
    ...pending.map(({ service, eventId, topic }) =>
      violation('an outbox row is still pending', { service, eventId, topic }),
    ),
    ...judgePayments(observation.payments),
    ...judgeLag(observation.positions),
    ...judgeSlot(observation.slot),
    ...judgeDeadLetters(observation, expectations),
    ...judgeParked(observation, expectations),
  ];
}

/** An open attempt or a refund that Stripe is still to be told of will move money: the books are not closed. */
export const judgePayments = (
  payments: readonly Pick<PaymentRow, 'id' | 'orderId' | 'state' | 'refund'>[],
): Violation[] =>
  payments.flatMap(({ id: paymentId, orderId, state, refund }) => [
    ...(state === 'open' ? [violation('a payment is still open', { paymentId, orderId })] : []),
    ...(refund && refund.state !== 'done' ? [violation('a refund is still due', { paymentId, orderId })] : []),
  ]);

export const judgeLag = (positions: readonly GroupPosition[]): Violation[] =>
  positions
    .filter(({ committed, end }) => committed < end)
    .map(({ group, topic, partition, committed, end }) =>
      violation('a consumer group lags', { group, topic, partition, lag: end - committed }),
    );

export function judgeSlot(slot: ReplicationSlot | null): Violation[] {
  if (!slot) return [violation('the replication slot of the orders outbox is not there', {})];
  const { isActive, lagBytes } = slot;
  return [
    ...(isActive ? [] : [violation('nobody reads the replication slot', {})]),
    ...(lagBytes < mebibyte ? [] : [violation('the replication slot lags by 1 MiB or more', { lagBytes })]),
  ];
}

function judgeDeadLetters({ deadLetters, deadRows, outbox }: Observation, expectations: Expectations): Violation[] {
  const isKnown = isExpected(expectations);
  const subjectOf = ({ group, topic, eventId }: ExpectedDeadLetter) => ({ group, topic, eventId });
  // A letter that is there twice was sent again after a crash; it is one letter.
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
      expected.has(name) ? [] : [violation('a dead letter was not expected', subjectOf(letter))],
    ),
    ...[...expected].flatMap(([name, letter]) =>
      letters.has(name) ? [] : [violation('an expected dead letter is not there', subjectOf(letter))],
    ),
    ...strayRows.map(({ service, eventId, topic }) =>
      violation('an outbox row was given up', { service, eventId, topic }),
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
        violation('an event is parked behind nothing that is known to be dead', { consumer, stream, version, eventId }),
      );
  });
}
