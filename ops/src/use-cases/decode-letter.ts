import { isTransient, PermanentError } from '@ticketing/common/errors';
import type { Codec, ReadWrittenValue } from '@ticketing/common/kafka';
import { relayGroup } from '@ticketing/contracts';
import type { Content, DeadLetter } from '../domain/letter.ts';
import { positionIn } from '../domain/position.ts';

export interface DecodeDeps {
  codec: Codec;
  readValue: ReadWrittenValue;
}

/** Temporary problems. */
export const registryUnavailable = 'registry_away';
export const unknownSchema = 'unknown_schema';

/**
 * Decodes a letter's value for display: Avro with its own schema, JSON for a relay's letters. Never fails: a letter is
 * indexed whatever its content, even while the registry is unavailable.
 */
export async function decodeLetter(deps: DecodeDeps, letter: Pick<DeadLetter, 'group' | 'topic' | 'value'>) {
  const { group, value } = letter;
  if (!value) return unreadable('empty_value');
  return group === relayGroup ? fromJson(letter, value) : fromAvro(deps, letter, value);
}

const unreadable = (problem: string): Content => ({ format: 'unknown', json: null, problem, position: null });

/** MongoDB limits documents to 16 MiB, and the document includes the value of up to 9 MiB. */
const maxJsonBytes = 4 * 1024 * 1024;

function readable(
  format: Content['format'],
  event: unknown,
  position: Content['position'],
  problem: Content['problem'] = null,
): Content {
  const json = JSON.stringify(event);
  return Buffer.byteLength(json) > maxJsonBytes
    ? { format, json: null, problem: 'too_large', position }
    : { format, json, problem, position };
}

function fromJson({ topic }: Pick<DeadLetter, 'topic'>, value: Buffer): Content {
  try {
    const event: unknown = JSON.parse(value.toString());
    return readable('json', event, positionIn(topic, event));
  } catch {
    return unreadable('not_json');
  }
}

async function fromAvro(
  { codec, readValue }: DecodeDeps,
  { topic }: Pick<DeadLetter, 'topic'>,
  value: Buffer,
): Promise<Content> {
  try {
    const { event } = await readValue(value);
    // Only an event of this topic has a position: a value of another topic may have an id and a version, too.
    const own = await codec.decode(topic, value).catch((error: unknown) => {
      if (error instanceof PermanentError) return null;
      throw error;
    });
    return readable('avro', event, positionIn(topic, own), own === null ? 'of_another_topic' : null);
  } catch (error) {
    if (error instanceof PermanentError) return unreadable(error.code);
    if (isTransient(error)) return unreadable(registryUnavailable);
    throw error;
  }
}
