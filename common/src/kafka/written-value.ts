import { PermanentError } from '../errors/index.ts';
import { avroOf, registryClient, schemaIdOf, writerOf } from './wire-format.ts';

export interface WrittenValue {
  schemaId: number;
  /** As the registry has it. */
  schema: unknown;
  event: unknown;
}

/**
 * Reads a value with the schema it was written with, whatever topic that is of: what a person sees of a message.
 * @throws PermanentError undecodable, unknown_schema
 * @throws TransientError when the registry does not answer
 */
export type ReadWrittenValue = (value: Buffer) => Promise<WrittenValue>;

export function createWrittenValueReader(registryUrl: string): ReadWrittenValue {
  const registry = registryClient(registryUrl);
  return async (value) => {
    const schemaId = schemaIdOf(value);
    const writer = await writerOf(registry, schemaId);
    try {
      return { schemaId, schema: writer.schema({ exportAttrs: true }), event: writer.fromBuffer(avroOf(value)) };
    } catch (cause) {
      throw new PermanentError('undecodable', `the value was not written with schema ${schemaId}`, { cause });
    }
  };
}
