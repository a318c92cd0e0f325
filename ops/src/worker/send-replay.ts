import { type FailedAttempt, pause, retryUntilStopped } from '@ticketing/common/backoff';
import { isTransient } from '@ticketing/common/errors';
import type { Replay } from '../domain/replay.ts';
import { newBucket, takeTokens } from '../domain/token-bucket.ts';
import { after, allLetters } from '../store/letter-query.ts';
import { claimLetters } from './claim-letters.ts';
import { type PublishDeps, publishClaimed } from './publish-resends.ts';

/** Maximum number of letters claimed and sent per batch. */
const batchSize = 50;
const backoff = { baseMs: 200, capMs: 5_000 };

/**
 * Sends the letters of a replay until none are left, it is cancelled, another process takes over, or the signal aborts.
 * Each letter is claimed under a new resend id before it is published; after a crash it is published again under the
 * same id, which its group drops as a duplicate.
 */
export async function sendReplay(deps: PublishDeps, replay: Replay, owner: string, signal: AbortSignal): Promise<void> {
  let bucket = newBucket(performance.now());
  /** Letters are claimed in order, so that none is visited twice. */
  let rest = allLetters;
  await publishWithRetry(deps, replay, owner, signal);
  while (!signal.aborted) {
    const { taken, bucket: left, nextInMs } = takeTokens(bucket, replay.ratePerSecond, batchSize, performance.now());
    bucket = left;
    if (taken === 0) {
      await pause(nextInMs, signal);
      continue;
    }
    const claim = await claimLetters(deps, replay, owner, { after: rest, limit: taken });
    if (claim === 'replaced') return;
    const last = claim === 'cancelled' ? undefined : claim.at(-1);
    if (!last) return deps.replays.end(replay.id, owner, claim === 'cancelled' ? 'cancelled' : 'sent', deps.now());
    rest = after(last);
    // Claimed letters are published even while stopping; if that takes too long, another process does it.
    await publishWithRetry(deps, replay, owner, signal);
  }
}

/** Retries while the broker or database is unavailable, and marks the replay as stalled. */
async function publishWithRetry(deps: PublishDeps, replay: Replay, owner: string, signal: AbortSignal): Promise<void> {
  const { replays, log } = deps;
  let isStalled = false;
  const publish = async () => {
    // Another process may have taken over meanwhile.
    if (isStalled && (await replays.renew(replay.id, owner).catch(() => 'unknown' as const)) === null) return;
    await publishClaimed(deps, replay);
    if (isStalled) await replays.setStalled(replay.id, owner, null);
  };
  const onFailure = async (err: unknown, { failures, retryInMs }: FailedAttempt) => {
    isStalled = true;
    log[isTransient(err) ? 'warn' : 'error']({ err, replayId: replay.id, failures, retryInMs }, 'replay stalled');
    const reason = isTransient(err) ? 'The broker does not respond' : 'Sending failed';
    await replays.setStalled(replay.id, owner, { at: deps.now(), reason }).catch(() => undefined);
  };
  await retryUntilStopped(publish, { signal, backoff, onFailure });
}
