import { notFound } from '@ticketing/common/errors';
import type { WrittenValue } from '@ticketing/common/kafka';
import type { Letter } from '../domain/letter.ts';
import type { Resend } from '../domain/resend.ts';
import { decodeLetter, registryAway, unknownSchema } from './decode-letter.ts';
import type { OpsDeps } from './deps.ts';

export interface LetterDetail {
  letter: Letter;
  /** The schema the value was written with, if the registry has it. */
  schema: unknown;
  resends: Resend[];
}

const passingProblems = new Set<string | null>([registryAway, unknownSchema]);

/**
 * Everything about a letter. What could not be decoded because something was missing is tried again.
 * @throws DomainError not_found
 */
export const readLetter =
  (deps: OpsDeps) =>
  async ({ id }: { id: string }): Promise<LetterDetail> => {
    const found = await deps.letters.findById(id);
    if (!found) throw notFound(`There is no letter ${id}`);
    const letter = await decodedAgain(deps, found);
    const [resends, written] = await Promise.all([deps.resends.ofLetter(id), writtenWith(deps, letter)]);
    return { letter, schema: written?.schema ?? null, resends };
  };

async function decodedAgain(deps: OpsDeps, letter: Letter): Promise<Letter> {
  if (!passingProblems.has(letter.content.problem)) return letter;
  const content = await decodeLetter(deps, letter);
  if (content.problem === letter.content.problem) return letter;
  await deps.letters.setContent(letter.id, content);
  return { ...letter, content };
}

async function writtenWith({ readValue }: OpsDeps, { value, content }: Letter): Promise<WrittenValue | null> {
  if (!value || content.format !== 'avro') return null;
  // The registry may be away; the decoded value is here.
  return readValue(value).catch(() => null);
}

const decodedAtOnce = 100;

/** Decodes letters that came while the registry was away. @returns how many it looked at */
export const decodeWaiting = (deps: Pick<OpsDeps, 'letters' | 'codec' | 'readValue'>) => async (): Promise<number> => {
  const waiting = await deps.letters.withProblem(registryAway, decodedAtOnce);
  for (const letter of waiting) {
    const content = await decodeLetter(deps, letter);
    if (content.problem === registryAway) break;
    await deps.letters.setContent(letter.id, content);
  }
  return waiting.length;
};
