import { randomBytes, randomUUID } from 'node:crypto';
import { createCodec } from '@ticketing/common/kafka';
import { headerNames, retryTopicOf } from '@ticketing/contracts';
import { poisonHeader } from '../../checker/poison.ts';
import { signUpOperator } from '../../operator.ts';
import type { Person } from '../../person.ts';
import { publishing } from '../../publishing.ts';
import { until } from '../../purchase.ts';
import type { System } from '../../system.ts';

/** A dead letter, and an operator. */
export interface GivenLetter {
  operator: Person;
  letterId: string;
}

const operators = new WeakMap<System, Promise<Person>>();

/** One operator for all scenes: all operators see the same. */
export function operatorOf(system: System): Promise<Person> {
  const operator = operators.get(system) ?? signUpOperator(system);
  operators.set(system, operator);
  return operator;
}

const topic = 'orders.order.created.v1';

/** Sends it to the retry topic of tickets, so that the event's other groups never receive it. */
async function givenRejected(system: System, value: Buffer): Promise<GivenLetter> {
  const operator = await operatorOf(system);
  const mark = randomUUID();
  const headers = { [headerNames.eventId]: randomUUID(), [poisonHeader]: mark };
  await publishing(system, (publisher) =>
    publisher.publish([{ topic: retryTopicOf(topic, 'tickets', 0), key: mark, value, headers }]),
  );
  const [letter] = await until(
    () => operator.expect<{ id: string }[]>(200, 'GET', `/api/ops/letters?search=${mark}`),
    ({ length }) => length > 0,
    20_000,
  );
  return { operator, letterId: letter?.id ?? '' };
}

/** A reservation of a ticket that never existed: its schema is valid, but tickets must reject it. */
export async function givenRejectedEvent(system: System): Promise<GivenLetter> {
  const value = await createCodec(system.addresses.registry).encode(topic, {
    id: randomUUID(),
    status: 'created',
    userId: randomUUID(),
    expiresAt: Date.now() + 60_000,
    ticket: { id: randomBytes(12).toString('hex'), title: 'Row F, seat 12', price: 4_800, currency: 'USD' },
    reservation: 1,
    version: 0,
  });
  return givenRejected(system, value);
}

/** Random bytes. */
export const givenNoise = (system: System): Promise<GivenLetter> =>
  givenRejected(system, Buffer.concat([Buffer.from([1]), randomBytes(150)]));

/** A replay whose letter failed again, because its cause was not fixed. */
export async function givenFailedReplay(system: System): Promise<{ operator: Person; replayId: string }> {
  const { operator, letterId } = await givenRejectedEvent(system);
  const { id } = await operator.expect<{ id: string }>(202, 'POST', '/api/ops/replays', {
    ids: [letterId],
    reason: 'the listing was restored from the backup',
  });
  await until(
    () => operator.expect<{ counts: { failed: number } }>(200, 'GET', `/api/ops/replays/${id}`),
    ({ counts }) => counts.failed > 0,
    20_000,
  );
  return { operator, replayId: id };
}
