import { notFound } from '@ticketing/common/errors';
import type { Replay } from '../domain/replay.ts';
import type { ResendCounts } from '../store/resend-store.ts';
import type { OpsDeps } from './deps.ts';

export interface ReplayProgress {
  replay: Replay;
  counts: ResendCounts;
}

type Deps = Pick<OpsDeps, 'replays' | 'resends'>;

export const withProgress = async ({ resends }: Deps, replay: Replay): Promise<ReplayProgress> => ({
  replay,
  counts: await resends.countsOf(replay.id),
});

/**
 * Reads a replay with its progress.
 * @throws DomainError not_found
 */
export const readReplay =
  (deps: Deps) =>
  async ({ id }: { id: string }): Promise<ReplayProgress> => {
    const replay = await deps.replays.findById(id);
    if (!replay) throw notFound('There is no such replay');
    return withProgress(deps, replay);
  };

/** Lists replays, newest first. */
export const listReplays = (deps: Deps) => async (page: { limit: number; before?: Date | undefined }) =>
  Promise.all((await deps.replays.newest(page)).map((replay) => withProgress(deps, replay)));
