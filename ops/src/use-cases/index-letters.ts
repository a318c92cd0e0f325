import { type ClientSession, type Connection, inTransaction } from '@ticketing/common/mongo';
import { type DeadLetterMessage, deadLetterOf } from '../domain/dead-letter-of.ts';
import type { DeadLetter, Letter } from '../domain/letter.ts';
import { type DecodeDeps, decodeLetter } from './decode-letter.ts';
import { type ReportDeps, recordReport } from './record-report.ts';

export interface IndexDeps extends ReportDeps, DecodeDeps {
  connection: Connection;
}

/**
 * Indexes messages of dead-letter topics, in order. Idempotent: a redelivered message changes nothing; a new message of
 * a known letter is its next failure.
 */
export const indexLetters =
  (deps: IndexDeps) =>
  async ({ messages }: { messages: readonly DeadLetterMessage[] }): Promise<void> => {
    const indexedAt = new Date();
    const found = await Promise.all(
      messages.map(async (message) => {
        const letter = deadLetterOf(message);
        return { letter, content: await decodeLetter(deps, letter), indexedAt };
      }),
    );
    // Usually all are new, which makes a burst of thousands fast; the rest is processed one by one.
    const added = await deps.letters.insertMissing(found);
    for (const { letter } of found) if (!added.delete(letter.id)) await indexAgain(deps, letter);
  };

const indexAgain = (deps: IndexDeps, deadLetter: DeadLetter): Promise<void> =>
  inTransaction(deps.connection, async (session) => {
    const letter = await deps.letters.findById(deadLetter.id, session);
    if (!letter || letter.places.includes(deadLetter.place)) return;
    await deps.letters.recordFailure(session, deadLetter);
    if (await recordFailedResend(deps, session, deadLetter)) return;
    await reopen(deps, session, letter);
  });

/** @returns false when the message does not come from a resend of this letter */
async function recordFailedResend(deps: IndexDeps, session: ClientSession, deadLetter: DeadLetter): Promise<boolean> {
  if (!deadLetter.resendId) return false;
  const resend = await deps.resends.findById(deadLetter.resendId, session);
  if (resend?.letterId !== deadLetter.id) return false;
  const { group, error, lastFailedAt: at } = deadLetter;
  const report = { group, outcome: 'dead_lettered', errorCode: error.code, at };
  await recordReport(deps)({ session, resend, report });
  return true;
}

/** Reopens a letter whose original failed again, whatever its state. A resend in flight decides later. */
async function reopen({ letters }: IndexDeps, session: ClientSession, { id, state }: Letter): Promise<void> {
  if (state !== 'replaying') await letters.reopen(session, [id]);
}
