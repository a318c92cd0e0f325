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
 * Publishes claimed resends that are not marked as published, and marks them after the acknowledgement.
 * @throws errors of the broker or the database; the caller retries
 */
export async function publishClaimed(deps: PublishDeps, replay: Replay): Promise<void> {
  const unpublished = await deps.resends.findUnpublished(replay.id);
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
    if (error instanceof MessagesTooLargeError) return settleExceptRefused(deps, outgoing, error);
    // The broker refuses one of them; the others are published individually.
    for (const one of outgoing) await publishOne(deps, one);
    return;
  }
  await settle(deps, outgoing);
}

/** Settles a batch of which all but the oversized messages are published. */
async function settleExceptRefused(
  deps: PublishDeps,
  outgoing: Outgoing[],
  error: MessagesTooLargeError,
): Promise<void> {
  const refused = new Set<unknown>(error.refused);
  const isRefused = ({ messages }: Outgoing) => messages.some((message) => refused.has(message));
  for (const one of outgoing.filter(isRefused)) await reportNotSent(deps, one, error);
  await settle(
    deps,
    outgoing.filter((one) => !isRefused(one)),
  );
}

/** Letters of one batch were claimed together; they are sent in order of their first failure. */
const oldestFirst = (a: Letter, b: Letter): number =>
  a.firstFailedAt.getTime() - b.firstFailedAt.getTime() || (a.id < b.id ? -1 : 1);

async function publishOne(deps: PublishDeps, one: Outgoing): Promise<void> {
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
  // Without consumers, no group waits for the version and none will report.
  for (const { resend } of outgoing.filter(({ messages }) => messages.length === 0))
    await report(deps, resend, 'skipped', null);
}

const report = (deps: PublishDeps, resend: Resend, outcome: string, errorCode: string | null): Promise<void> =>
  inTransaction(deps.connection, (session) =>
    recordReport(deps)({ session, resend, report: { group: 'ops', outcome, errorCode, at: deps.now() } }),
  );
