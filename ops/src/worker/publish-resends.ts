import { isTransient } from '@ticketing/common/errors';
import { errorCodeOf, MessagesTooLargeError, type Publisher } from '@ticketing/common/kafka';
import type { Logger } from '@ticketing/common/log';
import { inTransaction } from '@ticketing/common/mongo';
import type { Letter } from '../domain/letter.ts';
import type { Replay } from '../domain/replay.ts';
import { messagesOf, type Resend } from '../domain/resend.ts';
import { recordReport } from '../use-cases/record-report.ts';
import type { ClaimDeps } from './claim-letters.ts';

export interface PublishDeps extends ClaimDeps {
  publisher: Publisher;
  log: Logger;
}

interface Outgoing {
  resend: Resend;
  messages: ReturnType<typeof messagesOf>;
}

/**
 * Publishes what a replay has claimed and nobody has marked as published, and marks it after the ack.
 * @throws what the broker or the database fail with; then it is to be called again
 */
export async function publishClaimed(deps: PublishDeps, replay: Replay): Promise<void> {
  const unpublished = await deps.resends.unpublishedOf(replay.id);
  if (unpublished.length === 0) return;
  const found = await deps.letters.findByIds(unpublished.map(({ letterId }) => letterId));
  const resendOf = new Map(unpublished.map((resend) => [resend.letterId, resend]));
  const outgoing = found.toSorted(oldestFirst).flatMap((letter): Outgoing[] => {
    const resend = resendOf.get(letter.id);
    return resend ? [{ resend, messages: messagesOf(letter, resend, replay.edit) }] : [];
  });
  try {
    await deps.publisher.publish(outgoing.flatMap(({ messages }) => messages));
  } catch (error) {
    if (isTransient(error)) throw error;
    if (error instanceof MessagesTooLargeError) return settleWithout(deps, outgoing, error);
    // One of them is not to the broker's liking: the others are not held back by it.
    for (const one of outgoing) await publishAlone(deps, one);
    return;
  }
  await settle(deps, outgoing);
}

/** All are published but those that are too large for where they go. */
async function settleWithout(deps: PublishDeps, outgoing: Outgoing[], error: MessagesTooLargeError): Promise<void> {
  const refused = new Set<unknown>(error.refused);
  const isRefused = ({ messages }: Outgoing) => messages.some((message) => refused.has(message));
  for (const one of outgoing.filter(isRefused)) await reportNotSent(deps, one, error);
  await settle(
    deps,
    outgoing.filter((one) => !isRefused(one)),
  );
}

/** Those of one batch were claimed at the same moment; they keep the order of the letters. */
const oldestFirst = (a: Letter, b: Letter): number =>
  a.firstFailedAt.getTime() - b.firstFailedAt.getTime() || (a.id < b.id ? -1 : 1);

async function publishAlone(deps: PublishDeps, one: Outgoing): Promise<void> {
  try {
    await deps.publisher.publish(one.messages);
  } catch (err) {
    if (isTransient(err)) throw err;
    return reportNotSent(deps, one, err);
  }
  await settle(deps, [one]);
}

function reportNotSent(deps: PublishDeps, { resend }: Outgoing, err: unknown): Promise<void> {
  deps.log.error({ err, resendId: resend.id, letterId: resend.letterId }, 'letter not sent');
  return report(deps, resend, 'not_sent', errorCodeOf(err));
}

async function settle(deps: PublishDeps, outgoing: readonly Outgoing[]): Promise<void> {
  await deps.resends.markPublished(
    outgoing.map(({ resend }) => resend.id),
    deps.now(),
  );
  // Nobody consumes the topic, so nobody waits for its version and nobody will report.
  for (const { resend } of outgoing.filter(({ messages }) => messages.length === 0))
    await report(deps, resend, 'skipped', null);
}

const report = (deps: PublishDeps, resend: Resend, outcome: string, errorCode: string | null): Promise<void> =>
  inTransaction(deps.connection, (session) =>
    recordReport(deps, session, resend, { group: 'ops', outcome, errorCode, at: deps.now() }),
  );
