import { randomBytes, randomUUID } from 'node:crypto';
import { askRegistry, type OutgoingMessage } from '@ticketing/common/kafka';
import {
  headerNames,
  relayGroup,
  schemaByTopic,
  subjectOf,
  type Topic,
  topicNames,
  topics,
  toWireFormat,
} from '@ticketing/contracts';
import { poisonHeader } from '../../checker/index.ts';
import { withPostgres } from '../../checker/observe/postgres.ts';
import { publishing } from '../../publishing.ts';
import { type Fault, PromiseBroken, type Stage } from '../fault.ts';
import { appendToOutboxOf, outboxRow } from '../tools/bulk.ts';

const consumed = topicNames.filter((topic) => topics[topic].consumers.length > 0 && topics[topic].owner !== 'ops');

const poison = (topic: Topic, value: Buffer): OutgoingMessage => ({
  topic,
  key: `poison-${randomUUID()}`,
  value,
  headers: { [headerNames.eventId]: randomUUID(), [poisonHeader]: 'faults' },
});

async function sendToEveryTopic(stage: Stage, bytes: () => Buffer): Promise<void> {
  await publishing(stage, (publisher) => publisher.publish(consumed.map((topic) => poison(topic, bytes()))));
  stage.note(`one message to each of ${consumed.length} topics`);
  await stage.traffic.waitForJourneys(10, 10_000);
}

const unknownSchemaId = 2_000_000_000;
const ofUnknownSchema = (): Buffer => toWireFormat(unknownSchemaId, randomBytes(40));

/** Writes an outbox row of each source that its schema rejects: the relay dead-letters it, and later rows continue. */
async function writeRejectedRows({ addresses, expectDeadLetter, people }: Stage): Promise<void> {
  const { databases } = addresses;
  const userId = people.sellers[0]?.id ?? '';
  const refused = (topic: Topic, payload: object) =>
    outboxRow(topic, payload, {
      aggregateId: `poison:${randomUUID()}`,
      sequence: 0,
      headers: { [poisonHeader]: 'faults' },
    });
  await appendToOutboxOf(databases.tickets, [
    // A price in major units, which is not an integer. Such a value once blocked a consumer.
    refused('tickets.ticket.created.v1', { id: randomUUID(), title: 'No seat', price: 12.5, userId, currency: 'USD' }),
  ]);
  await appendToOutboxOf(databases.payments, [refused('payments.payment.created.v1', { orderId: randomUUID() })]);
  await appendToOutboxOf(databases.auth, [refused('auth.user.created.v1', { id: randomUUID(), unknown: true })]);
  const topic = 'orders.order.cancelled.v1';
  const eventId = randomUUID();
  // Debezium drops our marker header, so this dead letter is announced explicitly.
  expectDeadLetter({ topic, group: relayGroup, eventId });
  await withPostgres(databases.orders, async (client) => {
    await client.query('INSERT INTO outbox (id, topic, key, type, payload) VALUES ($1, $2, $3, $4, $5)', [
      eventId,
      topic,
      `poison-${eventId}`,
      schemaByTopic[topic].name,
      { id: `poison-${eventId}`, reservation: 'none' },
    ]);
  });
}

const conflict = 409;

/** A schema that can't read the topic's messages. */
async function registerIncompatible({ addresses }: Stage): Promise<void> {
  const schema = { type: 'record', name: 'OrderCreated', fields: [{ name: 'somethingElse', type: 'long' }] };
  const answer = await askRegistry(addresses.registry, `/subjects/${subjectOf('orders.order.created.v1')}/versions`, {
    method: 'POST',
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    body: JSON.stringify({ schema: JSON.stringify(schema) }),
  });
  if (answer.status !== conflict)
    throw new PromiseBroken(`the registry answered ${answer.status} to an incompatible schema`);
}

const group = 'poison bytes, unknown schema id, a schema that the registry rejects';

export const poisons: Fault[] = [
  {
    name: 'poison-bytes',
    title: 'random bytes on every consumed topic',
    group,
    inject: (stage) => sendToEveryTopic(stage, () => randomBytes(stage.random.between(1, 200))),
  },
  {
    name: 'poison-schema-id',
    title: 'an unknown schema id on every consumed topic',
    group,
    inject: (stage) => sendToEveryTopic(stage, ofUnknownSchema),
  },
  {
    name: 'poison-refused',
    title: 'outbox rows that their schema rejects, and a schema that the registry rejects',
    group,
    async inject(stage) {
      await registerIncompatible(stage);
      await writeRejectedRows(stage);
      stage.note('a rejected row in each of 4 outboxes');
      await stage.traffic.waitForJourneys(10, 10_000);
    },
  },
];
