import type { TimerQueue } from '../store/timer-queue.ts';
import { cancelTimers } from './cancel-timers.ts';
import { type PublishDeps, publishExpiration } from './publish-expiration.ts';
import { startTimers } from './start-timers.ts';

/** What consumers and due timers call. */
export const createUseCases = (deps: PublishDeps & { timers: Pick<TimerQueue, 'start' | 'cancel'> }) => ({
  startTimers: startTimers(deps),
  cancelTimers: cancelTimers(deps),
  publishExpiration: publishExpiration(deps),
});

export type UseCases = ReturnType<typeof createUseCases>;
