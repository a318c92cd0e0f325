import { randomUUID } from 'node:crypto';
import { backoffDelayMs, pause } from '@ticketing/common/backoff';
import { isTransient } from '@ticketing/common/errors';
import type { Publisher } from '@ticketing/common/kafka';
import type { Logger } from '@ticketing/common/log';
import { type Connection, inTransaction } from '@ticketing/common/mongo';
import type { Letter } from '../domain/letter.ts';
import { textOfPosition } from '../domain/position.ts';
import type { Replay } from '../domain/replay.ts';
import { messagesOf, type Resend, targetsOf } from '../domain/resend.ts';
import { newBucket, takeTokens } from '../domain/token-bucket.ts';
import { allOf, type LetterQuery, queryOfSelection } from '../store/letter-query.ts';
import type { LetterStore } from '../store/letter-store.ts';
import type { ReplayStore } from '../store/replay-store.ts';
import type { ResendStore } from '../store/resend-store.ts';
import { skippable } from '../use-cases/discard-letters.ts';
import { recordReport } from '../use-cases/record-report.ts';

export interface SendDeps {
  connection: Connection;
  letters: LetterStore;
  resends: ResendStore;
  replays: ReplayStore;
  publisher: Publisher;
  log: Logger;
  now: () => Date;
}

/** Letters that are taken and sent at once, at most. */
const batchSize = 50;
const backoff = { baseMs: 200, capMs: 5_000 };

/**
 * Sends the letters of a replay until none is left, it is cancelled, another process has taken it over, or the signal
 * comes. Each is claimed under a new resend id before it is published: after a crash it is published again under the same
 * id, which its group drops if it has seen it.
 */
export async function sendReplay(deps: SendDeps, replay: Replay, owner: string, signal: AbortSignal): Promise<void> {
  let bucket = newBucket(performance.now());
  let after: LetterQuery = {};
  await publishClaimed(deps, replay, owner, signal);
  while (!signal.aborted) {
    const { taken, bucket: left, nextInMs } = takeTokens(bucket, replay.ratePerSecond, batchSize, performance.now());
    bucket = left;
    if (taken === 0) {
      await pause(nextInMs, signal);
      continue;
    }
    const claim = await claimLetters(deps, replay, owner, { after, limit: taken });
    if (claim === 'replaced') return;
    if (claim === 'cancelled' || claim.length === 0) {
      await deps.replays.end(replay.id, owner, claim === 'cancelled' ? 'cancelled' : 'sent', deps.now());
      return;
    }
    const last = claim.at(-1) as Letter;
    after = behind(last);
    // What was claimed is published, also while stopping; should that take too long, another process does it.
    await publishClaimed(deps, replay, owner, signal);
  }
}

/** Letters are taken in order, so that none has to be looked at twice. */
const behind = ({ firstFailedAt, id }: Letter): LetterQuery => ({
  $or: [{ firstFailedAt: { $gt: firstFailedAt } }, { firstFailedAt, _id: { $gt: id } }],
});

async function claimLetters(
  { connection, letters, resends, replays, now }: SendDeps,
  { id: replayId, kind, selection, skip, createdAt }: Replay,
  owner: string,
  { after, limit }: { after: LetterQuery; limit: number },
): Promise<Letter[] | 'replaced' | 'cancelled'> {
  return inTransaction(connection, async (session) => {
    const current = await replays.renew(replayId, owner, session);
    if (!current) return 'replaced';
    if (current.state === 'cancelling') return 'cancelled';
    const resendIds = new Map<string, string>();
    const resendIdOf = (letter: Letter) => {
      const id = resendIds.get(letter.id) ?? randomUUID();
      resendIds.set(letter.id, id);
      return id;
    };
    const query = allOf(queryOfSelection(selection), { indexedAt: { $lte: createdAt } }, after, skipQuery(kind, skip));
    const claimed = await letters.claim(session, query, { replayId, limit, resendIdOf });
    if (claimed.length === 0) return [];
    const claimedAt = now();
    await resends.insert(
      session,
      claimed.map((letter) => ({
        id: resendIdOf(letter),
        replayId,
        letterId: letter.id,
        group: letter.group,
        topic: letter.topic,
        kind,
        skip: kind === 'skip' ? (skip ?? positionOf(letter)) : null,
        awaited: targetsOf(letter, kind).map(({ group }) => group),
        reports: [],
        status: 'waiting',
        claimedAt,
        publishedAt: null,
      })),
    );
    return claimed;
  });
}

/** Of a selection only letters of counted topics are skipped; each must say its position, unless it was given by hand. */
function skipQuery(kind: Replay['kind'], skip: string | null): LetterQuery {
  if (kind !== 'skip') return {};
  return skip === null ? allOf(skippable, { 'content.position': { $ne: null } }) : skippable;
}

const positionOf = ({ content: { position } }: Letter): string | null => position && textOfPosition(position);

/** Publishes what this replay has claimed and nobody has marked as published; waits for a broker or database that is away. */
async function publishClaimed(deps: SendDeps, replay: Replay, owner: string, signal: AbortSignal): Promise<void> {
  const { replays, log } = deps;
  for (let failures = 0; ; ) {
    try {
      const unpublished = await deps.resends.unpublishedOf(replay.id);
      if (unpublished.length > 0) await publish(deps, replay, unpublished);
      if (failures > 0) await replays.setStalled(replay.id, owner, null);
      return;
    } catch (err) {
      failures += 1;
      const retryInMs = Math.round(backoffDelayMs(failures, backoff));
      log[isTransient(err) ? 'warn' : 'error']({ err, replayId: replay.id, failures, retryInMs }, 'replay stalled');
      const reason = isTransient(err) ? 'The broker does not answer' : 'Sending failed';
      await replays.setStalled(replay.id, owner, { at: deps.now(), reason }).catch(() => undefined);
      await pause(retryInMs, signal);
      if (signal.aborted) throw err;
      const current = await replays.renew(replay.id, owner).catch(() => 'unknown' as const);
      if (current === null) return;
    }
  }
}

const oldestFirst = (a: Letter, b: Letter): number =>
  a.firstFailedAt.getTime() - b.firstFailedAt.getTime() || (a.id < b.id ? -1 : 1);

interface Outgoing {
  resend: Resend;
  messages: ReturnType<typeof messagesOf>;
}

async function publish(deps: SendDeps, replay: Replay, unpublished: readonly Resend[]): Promise<void> {
  const found = await deps.letters.findByIds(unpublished.map(({ letterId }) => letterId));
  const resendOf = new Map(unpublished.map((resend) => [resend.letterId, resend]));
  // In the letters' order: those of one batch were claimed at the same moment.
  const outgoing = found.toSorted(oldestFirst).flatMap((letter): Outgoing[] => {
    const resend = resendOf.get(letter.id);
    return resend ? [{ resend, messages: messagesOf(letter, resend, replay.edit) }] : [];
  });
  try {
    await deps.publisher.publish(outgoing.flatMap(({ messages }) => messages));
  } catch (error) {
    if (isTransient(error)) throw error;
    // One of them is not to the broker's liking, its size for one: the others are not held back by it.
    await publishOneByOne(deps, outgoing);
    return;
  }
  await settlePublished(deps, outgoing);
}

async function publishOneByOne(deps: SendDeps, outgoing: readonly Outgoing[]): Promise<void> {
  for (const one of outgoing) {
    try {
      await deps.publisher.publish(one.messages);
    } catch (error) {
      if (isTransient(error)) throw error;
      deps.log.error({ err: error, resendId: one.resend.id, letterId: one.resend.letterId }, 'letter not sent');
      await report(deps, one.resend, 'not_sent', error instanceof Error ? error.name : 'unknown');
      continue;
    }
    await settlePublished(deps, [one]);
  }
}

async function settlePublished(deps: SendDeps, outgoing: readonly Outgoing[]): Promise<void> {
  await deps.resends.markPublished(
    outgoing.map(({ resend }) => resend.id),
    deps.now(),
  );
  // Nobody consumes the topic, so nobody waits for its version and nobody will report.
  for (const { resend } of outgoing.filter(({ messages }) => messages.length === 0))
    await report(deps, resend, 'skipped', null);
}

const report = (deps: SendDeps, resend: Resend, outcome: string, errorCode: string | null): Promise<void> =>
  inTransaction(deps.connection, (session) =>
    recordReport(deps, session, resend, { group: 'ops', outcome, errorCode, at: deps.now() }),
  );
