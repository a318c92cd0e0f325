import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import { type EventByTopic, schemaByTopic, subjectOf, type Topic } from '@ticketing/contracts';
import avsc from 'avsc';
import { PermanentError, TransientError } from '../errors/index.ts';
import { createLatestSchemas } from './latest-schemas.ts';

/** Encodes and decodes events in Confluent's wire format: magic byte 0, schema id (4 bytes, big-endian), Avro. */
export interface Codec {
  /**
   * Encodes with the subject's latest registered schema, as of half a minute ago or later.
   * @throws PermanentError schema_mismatch when that schema refuses the event, also after asking the registry again
   * @throws TransientError when the registry does not answer, and the topic's schema is not known or refuses the event
   */
  encode(topic: Topic, event: unknown): Promise<Buffer>;
  /**
   * Decodes with this program's own schema of the topic, whatever compatible schema it was written with.
   * @throws PermanentError undecodable, unknown_schema
   * @throws TransientError when the registry does not answer
   */
  decode<T extends Topic>(topic: T, value: Buffer): Promise<EventByTopic[T]>;
}

type AvroType = avsc.Type;
const headerBytes = 5;
/** Without a limit a registry that is frozen, or a host that is gone, would hold a partition for ever. */
const registryTimeoutMs = 3_000;

export function createCodec(registryUrl: string, now = Date.now): Codec {
  const registry = new SchemaRegistry({
    host: registryUrl,
    retry: { retries: 2 },
    middlewares: [() => ({ prepareRequest: async (next) => (await next()).enhance({ timeout: registryTimeoutMs }) })],
  });
  const readers = new Map<Topic, AvroType>();
  const resolvers = new Map<string, avsc.Resolver>();
  const schemas = createLatestSchemas(async (topic) => {
    const id = await known(registry.getLatestSchemaId(subjectOf(topic)));
    // Not the event's fault: it waits, and the log calls for a person.
    if (id === undefined) throw new Error(`no schema is registered for ${subjectOf(topic)}`);
    return { id, writer: await writerOf(registry, id) };
  }, now);

  const readerOf = (topic: Topic): AvroType => {
    const known = readers.get(topic) ?? avsc.Type.forSchema(schemaByTopic[topic] as avsc.Schema);
    readers.set(topic, known);
    return known;
  };

  return {
    async encode(topic, event) {
      let schema = await schemas.known(topic);
      if (!accepts(schema.writer, event)) {
        // A newer schema may have been registered since: ask once more before calling the event wrong.
        schema = await schemas.refreshed(topic);
        const problem = problemOf(schema.writer, event);
        if (problem) throw new PermanentError('schema_mismatch', `${topic} schema ${schema.id}: ${problem}`);
      }
      return wire(schema.id, schema.writer.toBuffer(event));
    },

    async decode<T extends Topic>(topic: T, value: Buffer) {
      if (value.length <= headerBytes || value[0] !== 0) {
        throw new PermanentError(
          'undecodable',
          'the value does not have the wire format: magic byte 0, schema id, Avro',
        );
      }
      const id = value.readInt32BE(1);
      const writer = await writerOf(registry, id);
      try {
        const reader = readerOf(topic);
        const key = `${topic}:${id}`;
        const resolver = resolvers.get(key) ?? reader.createResolver(writer);
        resolvers.set(key, resolver);
        return reader.fromBuffer(value.subarray(headerBytes), resolver) as EventByTopic[T];
      } catch (cause) {
        throw new PermanentError('undecodable', `the value is not a ${topic} written with schema ${id}`, { cause });
      }
    },
  };
}

async function writerOf(registry: SchemaRegistry, id: number): Promise<AvroType> {
  const writer = await known(registry.getSchema(id));
  if (!writer) throw new PermanentError('unknown_schema', `the registry does not know schema ${id}`);
  return writer as unknown as AvroType;
}

/**
 * What the registry answers, or undefined for what it does not know. Any other failure is its own and passes: the client
 * reports a registry that it can't reach as status 400.
 * @throws TransientError
 */
async function known<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (cause) {
    const isUnknown = cause instanceof Error && 'status' in cause && (cause.status === 404 || cause.status === 422);
    if (isUnknown) return undefined;
    throw new TransientError('the schema registry does not answer', { cause });
  }
}

function wire(schemaId: number, avro: Buffer): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.writeInt32BE(schemaId, 1);
  return Buffer.concat([header, avro]);
}

// Undeclared fields are refused, because Avro would drop them without a word.
const strict = { noUndeclaredFields: true };
const accepts = (type: AvroType, event: unknown) => type.isValid(event, strict);

function problemOf(type: AvroType, event: unknown): string | null {
  let problem: string | null = null;
  type.isValid(event, {
    ...strict,
    errorHook: (path, value, expected) => {
      problem ??= `field "${path.join('.')}" should be ${String(expected)} and is of type ${value === null ? 'null' : typeof value}`;
    },
  });
  return problem;
}
