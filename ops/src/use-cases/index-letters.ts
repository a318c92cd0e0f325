import { type ClientSession, type Connection, inTransaction } from '@ticketing/common/mongo';
import { type DeadLetterMessage, deadLetterOf } from '../domain/dead-letter-of.ts';
import type { DeadLetter, Letter } from '../domain/letter.ts';
import { type DecodeDeps, decodeLetter } from './decode-letter.ts';
import { type ReportDeps, recordReport } from './record-report.ts';

export interface IndexDeps extends ReportDeps, DecodeDeps {
  connection: Connection;
}

/**
 * Records messages of dead-letter topics, in order. Idempotent: a message that is delivered again changes nothing, one of
 * a letter that is known already is its next failure.
 */
export const indexLetters = (deps: IndexDeps) => async (messages: readonly DeadLetterMessage[]) => {
  const indexedAt = new Date();
  const found = await Promise.all(
    messages.map(async (message) => {
      const letter = deadLetterOf(message);
      return { letter, content: await decodeLetter(deps, letter), indexedAt };
    }),
  );
  // Mostly all are new, and a burst of thousands is quick this way; the rest is looked at one by one.
  const added = await deps.letters.insertMissing(found);
  for (const { letter } of found) if (!added.delete(letter.id)) await indexAgain(deps, letter);
};

const indexAgain = (deps: IndexDeps, deadLetter: DeadLetter): Promise<void> =>
  inTransaction(deps.connection, async (session) => {
    const letter = await deps.letters.findById(deadLetter.id, session);
    if (!letter || letter.places.includes(deadLetter.place)) return;
    await deps.letters.noteFailure(session, deadLetter);
    if (await recordFailedResend(deps, session, deadLetter)) return;
    await reopen(deps, session, letter);
  });

/** @returns false when the message does not come from a resend of this letter */
async function recordFailedResend(deps: IndexDeps, session: ClientSession, deadLetter: DeadLetter): Promise<boolean> {
  if (!deadLetter.resendId) return false;
  const resend = await deps.resends.findById(deadLetter.resendId, session);
  if (resend?.letterId !== deadLetter.id) return false;
  const { group, error, lastFailedAt: at } = deadLetter;
  await recordReport(deps, session, resend, { group, outcome: 'dead_lettered', errorCode: error.code, at });
  return true;
}

/** The group has met the original again and failed: whatever became of the letter, it is open. A resend under way decides later. */
async function reopen({ letters }: IndexDeps, session: ClientSession, { id, state }: Letter): Promise<void> {
  if (state !== 'replaying') await letters.reopen(session, [id]);
}
