import { isTransient } from '@ticketing/common/errors';
import { runPeriodically } from '@ticketing/common/periodic';
import { leaseMs } from '../store/replay-store.ts';
import type { PublishDeps } from './publish-resends.ts';
import { sendReplay } from './send-replay.ts';

/** How soon a replay begins, milliseconds. */
const lookEveryMs = 200;
/** Replays that one process sends at the same time. One at a low rate must not hold up the others. */
const mostAtOnce = 8;

/**
 * Sends the replays that operators began, those first that a process left behind. Safe with any number of processes: a
 * replay is sent by the one that has its lease.
 * @returns a function that finishes the letters at work, gives the leases back and stops
 */
export function runReplayWorker(deps: PublishDeps): () => Promise<void> {
  const { replays, log } = deps;
  const stopping = new AbortController();
  const atWork = new Set<Promise<void>>();

  const send = async ({ replay, owner }: NonNullable<Awaited<ReturnType<typeof replays.lease>>>) => {
    // Publishing waits for a broker that is away, longer than a lease lasts.
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

  const stopLooking = runPeriodically({ name: 'replays', everyMs: lookEveryMs, log }, async () => {
    while (atWork.size < mostAtOnce && !stopping.signal.aborted) {
      const leased = await replays.lease();
      if (!leased) return;
      log.info({ replayId: leased.replay.id, kind: leased.replay.kind }, 'sending a replay');
      const sending = send(leased).finally(() => atWork.delete(sending));
      atWork.add(sending);
    }
  });

  return async () => {
    stopping.abort();
    await stopLooking();
    await Promise.all(atWork);
  };
}
