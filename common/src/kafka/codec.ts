import { type EventByTopic, schemaByTopic, subjectOf, type Topic } from '@ticketing/contracts';
import avsc from 'avsc';
import { PermanentError } from '../errors/index.ts';
import { createLatestSchemas } from './latest-schemas.ts';
import { avroOf, known, registryClient, schemaIdOf, wire, writerOf } from './wire-format.ts';

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

export function createCodec(registryUrl: string, now = Date.now): Codec {
  const registry = registryClient(registryUrl);
  const readers = new Map<Topic, AvroType>();
  const resolvers = new Map<string, avsc.Resolver>();
  const schemas = createLatestSchemas(async (topic) => {
    const id = await known(registry.getLatestSchemaId(subjectOf(topic)));
    // Not the event's fault: it waits, and the log calls for a person.
    if (id === undefined) throw new Error(`no schema is registered for ${subjectOf(topic)}`);
    return { id, writer: await writerOf(registry, id) };
  }, now);

  const readerOf = (topic: Topic): AvroType => {
    // Whoever stores an event as JSON would meet methods among its fields. (Options of its own: avsc writes names into them.)
    const plain = { omitRecordMethods: true };
    const known = readers.get(topic) ?? avsc.Type.forSchema(schemaByTopic[topic] as avsc.Schema, plain);
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
      const id = schemaIdOf(value);
      const writer = await writerOf(registry, id);
      try {
        const reader = readerOf(topic);
        const key = `${topic}:${id}`;
        const resolver = resolvers.get(key) ?? reader.createResolver(writer);
        resolvers.set(key, resolver);
        return reader.fromBuffer(avroOf(value), resolver) as EventByTopic[T];
      } catch (cause) {
        throw new PermanentError('undecodable', `the value is not a ${topic} written with schema ${id}`, { cause });
      }
    },
  };
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
