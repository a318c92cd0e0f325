import {
  eventExamples,
  headerNames,
  publishesDirectly,
  relayedThroughRaw,
  schemaByTopic,
  subjectOf,
  type Topic,
  topicNames,
  topics,
} from '../src/index.ts';

/** Where Avro-encoded payloads are described, see the AsyncAPI 3.0 specification, "Multi Format Schema Object". */
const avroFormat = 'application/vnd.apache.avro+json;version=1.9.0';

/** Returns the AsyncAPI 3.0 document of all event topics. */
export const asyncApiDocument = () => ({
  asyncapi: '3.0.0',
  info: {
    title: 'Boxstub events',
    version: '1.0.0',
    description:
      'Events of the marketplace on Kafka. A value is Avro in Confluent’s wire format; its schema is in the registry. An event is delivered at least once: its eventId header is the consumer’s idempotency key. Events with one key are in order, and the version field counts the changes of an aggregate over all its topics. Schemas evolve under FULL_TRANSITIVE compatibility; another meaning gets a new topic.',
    license: { name: 'MIT' },
  },
  defaultContentType: 'application/vnd.apache.avro',
  channels: Object.fromEntries(topicNames.map((topic) => [topic, channelOf(topic)])),
  operations: Object.fromEntries(topicNames.flatMap(operationsOf)),
  components: {
    messages: Object.fromEntries(topicNames.map((topic) => [schemaByTopic[topic].name, messageOf(topic)])),
    messageTraits: { event: eventTrait },
  },
});

const eventTrait = {
  headers: {
    type: 'object',
    required: [headerNames.eventId],
    properties: {
      [headerNames.eventId]: {
        type: 'string',
        format: 'uuid',
        description: 'The event. The consumer’s idempotency key.',
      },
      [headerNames.eventType]: { type: 'string', description: 'Name of the Avro record.' },
      [headerNames.traceparent]: {
        type: 'string',
        description: 'W3C trace context of the request that caused the event.',
      },
    },
  },
};

const channelRef = (topic: Topic) => ({ $ref: `#/channels/${topic}` });

function channelOf(topic: Topic) {
  const { owner, aggregate, keyField, consumers, partitions, retentionMs } = topics[topic];
  const { name, doc } = schemaByTopic[topic];
  return {
    address: topic,
    description: doc,
    messages: { [name]: { $ref: `#/components/messages/${name}` } },
    bindings: {
      kafka: {
        topic,
        partitions,
        replicas: 3,
        topicConfiguration: { 'retention.ms': retentionMs },
        bindingVersion: '0.5.0',
      },
    },
    'x-owner': owner,
    'x-aggregate': aggregate ?? null,
    'x-key': keyField,
    'x-consumers': consumers,
    'x-subject': subjectOf(topic),
    'x-compatibility': 'FULL_TRANSITIVE',
    'x-relay': relayOf(topic),
  };
}

/** How the owner's events reach the topic. */
function relayOf(topic: Topic): string {
  if (relayedThroughRaw(topic)) return 'outbox in PostgreSQL, Debezium, raw relay';
  const { owner } = topics[topic];
  return publishesDirectly(owner) ? 'published directly' : 'outbox in MongoDB, mongo relay';
}

function operationsOf(topic: Topic): [string, object][] {
  const { owner, consumers } = topics[topic];
  const { name } = schemaByTopic[topic];
  const messages = [{ $ref: `#/channels/${topic}/messages/${name}` }];
  return [
    [
      `${owner}.send.${name}`,
      { action: 'send', channel: channelRef(topic), messages, title: `${owner} publishes ${name}` },
    ],
    ...consumers.map((consumer): [string, object] => [
      `${consumer}.receive.${name}`,
      {
        action: 'receive',
        channel: channelRef(topic),
        messages,
        title: `${consumer} consumes ${name}`,
        bindings: { kafka: { groupId: { type: 'string', const: consumer }, bindingVersion: '0.5.0' } },
      },
    ]),
  ];
}

function messageOf(topic: Topic) {
  const schema = schemaByTopic[topic];
  const example = eventExamples[topic];
  return {
    name: schema.name,
    title: schema.name,
    summary: schema.doc,
    contentType: 'application/vnd.apache.avro',
    traits: [{ $ref: '#/components/messageTraits/event' }],
    payload: { schemaFormat: avroFormat, schema },
    bindings: {
      kafka: {
        key: { type: 'string', description: `The event’s ${topics[topic].keyField}.` },
        schemaIdLocation: 'payload',
        schemaIdPayloadEncoding: 'confluent',
        schemaLookupStrategy: 'TopicNameStrategy',
        bindingVersion: '0.5.0',
      },
    },
    examples: [{ name: 'sample', payload: example }],
  };
}
