import {
  avroBytesIn,
  type EventByTopic,
  schemaByTopic,
  subjectOf,
  type Topic,
  toWireFormat,
} from '@ticketing/contracts';
import avsc from 'avsc';
import { PermanentError } from '../errors/index.ts';
import { createLatestSchemas } from './latest-schemas.ts';
import { registryClient, schemaIdOf, undefinedIfNotFound, writerSchemaOf } from './registry.ts';

/** Encodes and decodes events in Confluent's wire format (contracts/src/wire-format.ts). */
export interface Codec {
  /**
   * Encodes with the subject's latest registered schema, which may be up to half a minute old.
   * @throws PermanentError schema_mismatch when that schema rejects the event, even after a refresh
   * @throws TransientError when the registry does not respond and the cached schema is missing or rejects the event
   */
  encode(topic: Topic, event: unknown): Promise<Buffer>;
  /**
   * Decodes with this program's own schema of the topic, whatever compatible schema the value was written with.
   * @throws PermanentError undecodable, unknown_schema
   * @throws TransientError when the registry does not respond
   */
  decode<T extends Topic>(topic: T, value: Buffer): Promise<EventByTopic[T]>;
}

type AvroType = avsc.Type;

/**
 * Creates a codec with its own caches. It connects on first use.
 * @param now milliseconds since the epoch; decides when a cached schema is refreshed
 */
export function createCodec(registryUrl: string, now = Date.now): Codec {
  const registry = registryClient(registryUrl);
  const readers = new Map<Topic, AvroType>();
  const resolvers = new Map<string, avsc.Resolver>();
  const schemas = createLatestSchemas(async (topic) => {
    const id = await undefinedIfNotFound(registry.getLatestSchemaId(subjectOf(topic)));
    // Neither permanent nor transient: the event is retried, and the error log alerts an operator.
    if (id === undefined) throw new Error(`no schema is registered for ${subjectOf(topic)}`);
    return { id, writer: await writerSchemaOf(registry, id) };
  }, now);

  const readerOf = (topic: Topic): AvroType => {
    // Without this option, records would carry methods when stored as JSON. (A new object each time: avsc writes names
    // into its options.)
    const plain = { omitRecordMethods: true };
    const reader = readers.get(topic) ?? avsc.Type.forSchema(schemaByTopic[topic] as avsc.Schema, plain);
    readers.set(topic, reader);
    return reader;
  };

  return {
    async encode(topic, event) {
      let schema = await schemas.get(topic);
      if (!accepts(schema.writer, event)) {
        // A newer schema may have been registered since, so refresh once before rejecting the event.
        schema = await schemas.refresh(topic);
        const problem = problemOf(schema.writer, event);
        if (problem) throw new PermanentError('schema_mismatch', `${topic} schema ${schema.id}: ${problem}`);
      }
      return toWireFormat(schema.id, schema.writer.toBuffer(event));
    },

    async decode<T extends Topic>(topic: T, value: Buffer) {
      const id = schemaIdOf(value);
      const writer = await writerSchemaOf(registry, id);
      try {
        const reader = readerOf(topic);
        const key = `${topic}:${id}`;
        const resolver = resolvers.get(key) ?? reader.createResolver(writer);
        resolvers.set(key, resolver);
        return reader.fromBuffer(avroBytesIn(value), resolver) as EventByTopic[T];
      } catch (cause) {
        throw new PermanentError('undecodable', `the value is not a ${topic} written with schema ${id}`, { cause });
      }
    },
  };
}

// Rejects undeclared fields, because Avro would drop them silently.
const strict = { noUndeclaredFields: true };
const accepts = (type: AvroType, event: unknown) => type.isValid(event, strict);

function problemOf(type: AvroType, event: unknown): string | null {
  let problem: string | null = null;
  type.isValid(event, {
    ...strict,
    errorHook: (path, value, expected) => {
      problem ??= `field "${path.join('.')}" should be ${String(expected)} but is of type ${value === null ? 'null' : typeof value}`;
    },
  });
  return problem;
}
