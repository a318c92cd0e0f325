import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import {
  createCodec,
  createKafka,
  type KafkaAdmin,
  openAdmin,
  openPlainProducer,
  type PlainProducer,
  registerSchema,
} from '@ticketing/common/kafka';
import { silentLogger } from '@ticketing/common/log';
import {
  deadLetterTopicOf,
  type Group,
  headerNames,
  rawTopicOf,
  relayedThroughRaw,
  relayGroup,
  retryTopicOf,
  schemaByTopic,
  type Topic,
  topicNames,
  topics,
} from '@ticketing/contracts';
import { withBroker } from '../../src/checker/observe/read-broker.ts';
import { readTopics, type TopicMessage } from '../../src/checker/observe/read-topics.ts';
import { poisonHeader } from '../../src/checker/poison.ts';
import { newOperator, type Operator } from '../../src/operator.ts';
import { type Person, signUp } from '../../src/person.ts';
import { listTicket, readOrder, readTicket, reserve, until } from '../../src/purchase.ts';
import { runningSystem } from '../../src/system.ts';

const system = runningSystem();
const { storeUrl, addresses } = system;
const codec = createCodec(addresses.registry);
const kafka = createKafka({ clientId: 'poisoner', brokers: addresses.brokers, log: silentLogger() });
let admin: KafkaAdmin;
let producer: PlainProducer;

const consumedTopics = topicNames.filter((topic) => topics[topic].consumers.length > 0);
const rawTopics = topicNames.filter(relayedThroughRaw);
/** Marks everything that this test sends. */
const run = randomUUID();
const farFromUnknown = 1_000;

interface Letter {
  id: string;
  group: Group;
  topic: Topic;
  state: string;
  eventId: string;
  error: { code: string };
}

/** A poison message for one group. */
interface Poison {
  topic: Topic;
  group: Group;
  eventId: string;
  value: Buffer;
  /** From the broker's ack until the group has committed the next offset, milliseconds. */
  passedAfterMs: number;
  errorCode: string;
}

let operator: Operator;
/** An event of each topic that was already applied or is about an unknown aggregate: applying it changes nothing. */
let harmless: Map<Topic, { event: unknown; key: string; eventId: string }>;
/** Ids of schemas that are not registered yet. */
let nextSchemaIds: Map<Topic, number>;
const sent: Poison[] = [];

/** Makes one order that is paid and one that is cancelled, and returns the keys of their events. */
async function trade(): Promise<Set<string>> {
  const [seller, buyer] = (await Promise.all([signUp(storeUrl), signUp(storeUrl)])) as [Person, Person];
  const [sold, freed] = await Promise.all([listTicket(seller), listTicket(seller)]);
  const [paid, cancelled] = await Promise.all([reserve(buyer, sold.id), reserve(buyer, freed.id)]);
  await buyer.expect(201, 'POST', '/api/payments', { orderId: paid.id, token: 'tok_visa' });
  await buyer.expect(204, 'DELETE', `/api/orders/${cancelled.id}`);
  const isDone = async () => [
    (await readOrder(buyer, paid.id)).status,
    (await readTicket(buyer, sold.id)).status,
    (await readTicket(buyer, freed.id)).status,
  ];
  await until(isDone, (now) => now.join() === 'complete,sold,available', 20_000);
  return new Set([sold.id, freed.id, paid.id, cancelled.id]);
}

const unknownOrder = randomUUID();
const inventedEvents: { [T in Topic]?: unknown } = {
  'auth.session.revoked.v1': { sid: randomUUID(), expiresAt: Date.now() + 3_600_000 },
  'expiration.expiration.complete.v1': { orderId: unknownOrder },
  'payments.payment.started.v1': { orderId: unknownOrder, attempt: 1 },
  'payments.payment.failed.v1': { orderId: unknownOrder, attempt: 1, reason: 'card_declined' },
  'payments.payment.created.v1': { id: randomUUID(), orderId: unknownOrder, stripeId: 'pi_unknown' },
  'payments.payment.refunded.v1': {
    id: randomUUID(),
    orderId: unknownOrder,
    amount: 1,
    currency: 'USD',
    reason: 'late',
  },
  'ops.replay.reported.v1': {
    replayId: randomUUID(),
    group: 'orders',
    topic: 'payments.payment.created.v1',
    outcome: 'applied',
    errorCode: null,
    reportedAt: Date.now(),
  },
};

async function findHarmless(keys: Set<string>): Promise<typeof harmless> {
  const found: typeof harmless = new Map();
  for (const message of await readFrom(topicNames)) {
    const topic = message.topic as Topic;
    if (!message.value || !message.key || !keys.has(message.key)) continue;
    const event = await codec.decode(topic, message.value);
    found.set(topic, { event, key: message.key, eventId: message.headers[headerNames.eventId] ?? '' });
  }
  for (const topic of consumedTopics)
    if (!found.has(topic)) found.set(topic, { event: inventedEvents[topic], key: unknownOrder, eventId: randomUUID() });
  return found;
}

const readFrom = (names: readonly string[]): Promise<TopicMessage[]> =>
  withBroker(addresses as never, (_, reader) => readTopics(reader, [...names]));

/**
 * Registries assign consecutive ids and reuse the id of an existing schema, so the first schema is a new one. Nothing else
 * registers schemas during the test.
 */
async function predictSchemaIds(): Promise<typeof nextSchemaIds> {
  const first = { type: 'record' as const, name: 'First', doc: run, fields: [] };
  const { id } = await registerSchema(addresses.registry, `${run}-first`, first);
  return new Map(consumedTopics.map((topic, at) => [topic, id + 1 + at]));
}

/** Sends poison and waits until each group has passed it. */
async function poison(
  to: string,
  topic: Topic,
  groups: readonly Group[],
  value: Buffer,
  errorCode: string,
  eventId: string = randomUUID(),
) {
  const headers = { [headerNames.eventId]: eventId, [poisonHeader]: run };
  const [ack] = await producer.send(to, [{ key: harmless.get(topic)?.key ?? null, value, headers }]);
  const ackedAt = performance.now();
  const passedBy = async (group: Group): Promise<Poison> => {
    const hasPassed = async () => {
      const committed = await admin.committedOf(group, [to]);
      const passed = committed.find(({ partition }) => partition === ack?.partition)?.offset ?? 0;
      return ack && passed > ack.offset ? true : null;
    };
    await waitFor(hasPassed, { timeoutMs: 20_000, intervalMs: 10 });
    return { topic, group, eventId, value, errorCode, passedAfterMs: performance.now() - ackedAt };
  };
  const passed = await Promise.all(groups.map(passedBy));
  sent.push(...passed);
  return passed;
}

const lettersIn = async (...states: string[]): Promise<Letter[]> =>
  operator.ticketing<Letter[]>('dlq', 'list', '--search', run, '--limit', '1000', '--state', states.join(','));
const nameOf = ({ group, topic, eventId }: Pick<Letter, 'group' | 'topic' | 'eventId'>) =>
  `${group} ${topic} ${eventId}`;
const lettersOf = (errorCode: string) => sent.filter((of) => of.errorCode === errorCode).map(nameOf);
const succeeded = (names: readonly string[]) =>
  until(
    async () => (await lettersIn('succeeded')).map(nameOf),
    (done) => names.every((name) => done.includes(name)),
    30_000,
  );

beforeAll(async () => {
  [admin, producer] = await Promise.all([openAdmin(kafka), openPlainProducer(kafka)]);
  operator = await newOperator(system);
  harmless = await findHarmless(await trade());
  nextSchemaIds = await predictSchemaIds();
}, 120_000);
afterAll(async () => {
  await Promise.all([admin?.close(), producer?.close(), operator?.leave()]);
});

describe('a poison message', () => {
  it.each(consumedTopics)('on %s: random bytes are passed within a second by every group', async (topic) => {
    const bytes = Buffer.concat([Buffer.from([1]), randomBytes(31)]);
    for (const { group, passedAfterMs } of await poison(topic, topic, topics[topic].consumers, bytes, 'undecodable'))
      expect({ group, passedAfterMs: passedAfterMs < 1_000 || passedAfterMs }).toEqual({ group, passedAfterMs: true });
  });

  it.each(consumedTopics)('on %s: an unknown schema id is passed within a second by every group', async (topic) => {
    const value = await codec.encode(topic, harmless.get(topic)?.event);
    value.writeInt32BE(nextSchemaIds.get(topic) ?? farFromUnknown, 1);
    for (const { group, passedAfterMs } of await poison(topic, topic, topics[topic].consumers, value, 'unknown_schema'))
      expect({ group, passedAfterMs: passedAfterMs < 1_000 || passedAfterMs }).toEqual({ group, passedAfterMs: true });
  });

  it('that its handler must reject is passed within a second', async () => {
    const topic = 'orders.order.created.v1';
    const { event } = harmless.get(topic) as { event: { ticket: object } };
    const refused = { ...event, id: randomUUID(), ticket: { ...event.ticket, id: randomBytes(12).toString('hex') } };
    // Through the group's retry topic: the event's other groups would not reject it.
    const [passed] = await poison(
      retryTopicOf(topic, 'tickets', 0),
      topic,
      ['tickets'],
      await codec.encode(topic, refused),
      'unknown_ticket',
    );
    expect(passed?.passedAfterMs).toBeLessThan(1_000);
  });

  it.each(rawTopics)('on %s.raw is passed within a second by the relay', async (topic) => {
    const eventId = harmless.get(topic)?.eventId;
    const [passed] = await poison(rawTopicOf(topic), topic, [relayGroup], randomBytes(32), 'undecodable', eventId);
    expect(passed?.passedAfterMs).toBeLessThan(1_000);
  });
});

describe('its dead letter', () => {
  it('exists once for each group, with the original bytes', async () => {
    const names = [...new Set(sent.map(({ topic, group }) => deadLetterTopicOf(topic, group)))];
    const found = (await readFrom(names)).filter(({ headers }) => headers[poisonHeader] === run);
    const expected = sent.map(({ topic, group, eventId, value }) => [
      deadLetterTopicOf(topic, group),
      eventId,
      value.toString('hex'),
    ]);

    expect(
      found
        .map(({ topic, headers, value }) => [topic, headers[headerNames.eventId], value?.toString('hex')])
        .toSorted(),
    ).toEqual(expected.toSorted());
  });

  it('is shown by npx ticketing dlq list', async () => {
    const letters = await until(
      () => lettersIn('open'),
      ({ length }) => length >= sent.length,
    );
    expect(letters.map((letter) => `${nameOf(letter)} ${letter.error.code}`).toSorted()).toEqual(
      sent.map((of) => `${nameOf(of)} ${of.errorCode}`).toSorted(),
    );
  });
});

describe('after its cause is fixed', () => {
  it('a replay of messages with an unknown schema succeeds', async () => {
    for (const topic of consumedTopics) {
      const schema = { ...schemaByTopic[topic], doc: `of ${run}` };
      const { id } = await registerSchema(addresses.registry, `${run}-${topic}`, schema);
      expect(id).toBe(nextSchemaIds.get(topic));
    }
    const replay = await operator.ticketing<{ status: string; counts: { succeeded: number; failed: number } }>(
      ...['dlq', 'replay', '--search', run, '--error', 'unknown_schema', '--reason', 'the schema is there', '--yes'],
    );
    const names = lettersOf('unknown_schema');

    expect(replay).toMatchObject({ status: 'done', counts: { succeeded: names.length, failed: 0 } });
    expect(await succeeded(names)).toEqual(expect.arrayContaining(names));
  });

  // One process of the command line for each letter.
  it('an undecodable message is sent with a corrected value, and succeeds', async () => {
    const letters = await lettersIn('open');
    for (const { id, topic } of letters) {
      const value = JSON.stringify(harmless.get(topic)?.event);
      const replay = await operator.ticketing('dlq', 'edit', id, '--value', value, '--reason', 'it was noise', '--yes');
      expect(replay).toMatchObject({ status: 'done', counts: { succeeded: 1, failed: 0 } });
    }
    const names = sent.map(nameOf);
    expect((await succeeded(names)).toSorted()).toEqual(names.toSorted());
  }, 600_000);

  it('no letter is open, and the audit names the operator', async () => {
    expect(await lettersIn('open', 'failed_again', 'replaying')).toEqual([]);
    const audit = await operator.ticketing<{ action: string; reason: string }[]>('dlq', 'audit', '--limit', '200');
    expect(audit.filter(({ reason }) => reason === 'it was noise').length).toBeGreaterThanOrEqual(
      lettersOf('undecodable').length,
    );
  });
});
