import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import type avsc from 'avsc';
import { PermanentError, TransientError } from '../errors/index.ts';

// Confluent's wire format: magic byte 0, schema id (4 bytes, big-endian), Avro.
const headerBytes = 5;

/** Without a limit a registry that is frozen, or a host that is gone, would hold a partition for ever. */
const registryTimeoutMs = 3_000;

export const registryClient = (registryUrl: string): SchemaRegistry =>
  new SchemaRegistry({
    host: registryUrl,
    retry: { retries: 2 },
    middlewares: [() => ({ prepareRequest: async (next) => (await next()).enhance({ timeout: registryTimeoutMs }) })],
  });

/**
 * The schema a value was written with.
 * @throws PermanentError unknown_schema
 * @throws TransientError
 */
export async function writerOf(registry: SchemaRegistry, id: number): Promise<avsc.Type> {
  const writer = await known(registry.getSchema(id));
  if (!writer) throw new PermanentError('unknown_schema', `the registry does not know schema ${id}`);
  return writer as unknown as avsc.Type;
}

/**
 * What the registry answers, or undefined for what it does not know. Any other failure is its own and passes: the client
 * reports a registry that it can't reach as status 400.
 * @throws TransientError
 */
export async function known<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (cause) {
    const isUnknown = cause instanceof Error && 'status' in cause && (cause.status === 404 || cause.status === 422);
    if (isUnknown) return undefined;
    throw new TransientError('the schema registry does not answer', { cause });
  }
}

/** @throws PermanentError undecodable */
export function schemaIdOf(value: Buffer): number {
  if (value.length <= headerBytes || value[0] !== 0) {
    throw new PermanentError('undecodable', 'the value does not have the wire format: magic byte 0, schema id, Avro');
  }
  return value.readInt32BE(1);
}

export function wire(schemaId: number, avro: Buffer): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.writeInt32BE(schemaId, 1);
  return Buffer.concat([header, avro]);
}

/** The Avro bytes of a value, behind its schema id. */
export const avroOf = (value: Buffer): Buffer => value.subarray(headerBytes);
