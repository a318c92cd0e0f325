import { notFound } from '@ticketing/common/errors';
import type { WrittenValue } from '@ticketing/common/kafka';
import { actionsOf, type Letter, type LetterAction } from '../domain/letter.ts';
import type { Resend } from '../domain/resend.ts';
import { decodeLetter, registryUnavailable, unknownSchema } from './decode-letter.ts';
import type { OpsDeps } from './deps.ts';

export interface LetterDetail {
  letter: Letter;
  /** The value's schema, if the registry has it. */
  schema: unknown;
  resends: Resend[];
  /** What an operator can do with it now. */
  actions: LetterAction[];
}

const temporaryProblems = new Set<string | null>([registryUnavailable, unknownSchema]);

/**
 * Reads a letter in full. Retries decoding if it failed for a temporary reason.
 * @throws DomainError not_found
 */
export const readLetter =
  (deps: OpsDeps) =>
  async ({ id }: { id: string }): Promise<LetterDetail> => {
    const found = await deps.letters.findById(id);
    if (!found) throw notFound(`There is no letter ${id}`);
    const letter = await retryDecoding(deps, found);
    const [resends, written] = await Promise.all([deps.resends.findByLetter(id), tryReadWrittenValue(deps, letter)]);
    const sentAt = letter.state === 'replaying' ? await deps.resends.lastPublishedAt(id) : null;
    return { letter, schema: written?.schema ?? null, resends, actions: actionsOf(letter, sentAt, deps.now()) };
  };

async function retryDecoding(deps: OpsDeps, letter: Letter): Promise<Letter> {
  if (!temporaryProblems.has(letter.content.problem)) return letter;
  const content = await decodeLetter(deps, letter);
  if (content.problem === letter.content.problem) return letter;
  await deps.letters.setContent(letter.id, content);
  return { ...letter, content };
}

async function tryReadWrittenValue({ readValue }: OpsDeps, { value, content }: Letter): Promise<WrittenValue | null> {
  if (!value || content.format !== 'avro') return null;
  // The registry may be unavailable; the decoded value is stored.
  return readValue(value).catch(() => null);
}

const decodeBatchSize = 100;

/** Decodes letters that arrived while the registry was unavailable. @returns the number of processed letters */
export const decodePending = (deps: Pick<OpsDeps, 'letters' | 'codec' | 'readValue'>) => async (): Promise<number> => {
  const waiting = await deps.letters.findByProblem(registryUnavailable, decodeBatchSize);
  for (const letter of waiting) {
    const content = await decodeLetter(deps, letter);
    if (content.problem === registryUnavailable) break;
    await deps.letters.setContent(letter.id, content);
  }
  return waiting.length;
};
