import { isTransient } from '@ticketing/common/errors';
import { leaseMs } from '@ticketing/common/leases';
import { runPeriodically } from '@ticketing/common/periodic';
import type { PublishDeps } from './publish-resends.ts';
import { sendReplay } from './send-replay.ts';

/** Polling interval for new replays, milliseconds. */
const pollEveryMs = 500;
/** Maximum number of concurrent replays per process. A slow one must not delay the others. */
const maxConcurrent = 8;

/**
 * Sends replays, abandoned ones first. Safe with several processes: a replay is sent by the holder of its lease.
 * @returns a function that finishes claimed letters, releases the leases and stops
 */
export function runReplayWorker(deps: PublishDeps): () => Promise<void> {
  const { replays, log } = deps;
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();

  const send = async ({ replay, owner }: NonNullable<Awaited<ReturnType<typeof replays.lease>>>) => {
    // Publishing retries while the broker is unavailable, longer than a lease lasts.
    const renewing = setInterval(() => void replays.renew(replay.id, owner).catch(() => undefined), leaseMs / 4);
    try {
      await sendReplay(deps, replay, owner, stopping.signal);
    } catch (err) {
      log[isTransient(err) ? 'warn' : 'error']({ err, replayId: replay.id }, 'replay interrupted; it will be resumed');
    } finally {
      clearInterval(renewing);
      await replays.release(replay.id, owner).catch(() => undefined);
    }
  };

  const stopPolling = runPeriodically({ name: 'replays', everyMs: pollEveryMs, log }, async () => {
    while (running.size < maxConcurrent && !stopping.signal.aborted) {
      const leased = await replays.lease();
      if (!leased) return;
      log.info({ replayId: leased.replay.id, kind: leased.replay.kind }, 'sending a replay');
      const sending = send(leased).finally(() => running.delete(sending));
      running.add(sending);
    }
  });

  return async () => {
    stopping.abort();
    await stopPolling();
    await Promise.all(running);
  };
}
