import { avroBytesIn } from '@ticketing/contracts';
import { PermanentError } from '../errors/index.ts';
import { registryClient, schemaIdOf, writerSchemaOf } from './registry.ts';

export interface WrittenValue {
  schemaId: number;
  /** As registered. */
  schema: unknown;
  event: unknown;
}

/**
 * Decodes a value with the schema it was written with, whatever its topic; for display to operators.
 * @throws PermanentError undecodable, unknown_schema
 * @throws TransientError when the registry does not respond
 */
export type ReadWrittenValue = (value: Buffer) => Promise<WrittenValue>;

/** Creates a {@link ReadWrittenValue} that caches schemas for good: an id never changes its meaning. */
export function createWrittenValueReader(registryUrl: string): ReadWrittenValue {
  const registry = registryClient(registryUrl);
  return async (value) => {
    const schemaId = schemaIdOf(value);
    const writer = await writerSchemaOf(registry, schemaId);
    try {
      return { schemaId, schema: writer.schema({ exportAttrs: true }), event: writer.fromBuffer(avroBytesIn(value)) };
    } catch (cause) {
      throw new PermanentError('undecodable', `the value was not written with schema ${schemaId}`, { cause });
    }
  };
}
