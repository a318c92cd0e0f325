import { backoffDelayMs, pause } from '@ticketing/common/backoff';
import { isTransient } from '@ticketing/common/errors';
import type { LetterHead } from '../domain/letter.ts';
import type { Replay } from '../domain/replay.ts';
import { newBucket, takeTokens } from '../domain/token-bucket.ts';
import type { LetterQuery } from '../store/letter-query.ts';
import { claimLetters } from './claim-letters.ts';
import { type PublishDeps, publishClaimed } from './publish-resends.ts';

/** Letters that are taken and sent at once, at most. */
const batchSize = 50;
const backoff = { baseMs: 200, capMs: 5_000 };

/**
 * Sends the letters of a replay until none is left, it is cancelled, another process has taken it over, or the signal
 * comes. Each is claimed under a new resend id before it is published: after a crash it is published again under the same
 * id, which its group drops if it has seen it.
 */
export async function sendReplay(deps: PublishDeps, replay: Replay, owner: string, signal: AbortSignal): Promise<void> {
  let bucket = newBucket(performance.now());
  let after: LetterQuery = {};
  await publishPatiently(deps, replay, owner, signal);
  while (!signal.aborted) {
    const { taken, bucket: left, nextInMs } = takeTokens(bucket, replay.ratePerSecond, batchSize, performance.now());
    bucket = left;
    if (taken === 0) {
      await pause(nextInMs, signal);
      continue;
    }
    const claim = await claimLetters(deps, replay, owner, { after, limit: taken });
    if (claim === 'replaced') return;
    const last = claim === 'cancelled' ? undefined : claim.at(-1);
    if (!last) return deps.replays.end(replay.id, owner, claim === 'cancelled' ? 'cancelled' : 'sent', deps.now());
    after = behind(last);
    // What was claimed is published, also while stopping; should that take too long, another process does it.
    await publishPatiently(deps, replay, owner, signal);
  }
}

/** Letters are taken in order, so that none has to be looked at twice. */
const behind = ({ firstFailedAt, id }: LetterHead): LetterQuery => ({
  $or: [{ firstFailedAt: { $gt: firstFailedAt } }, { firstFailedAt, _id: { $gt: id } }],
});

/** Waits for a broker or database that is away, and says so to whoever looks. */
async function publishPatiently(deps: PublishDeps, replay: Replay, owner: string, signal: AbortSignal): Promise<void> {
  const { replays, log } = deps;
  for (let failures = 0; ; ) {
    try {
      await publishClaimed(deps, replay);
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
