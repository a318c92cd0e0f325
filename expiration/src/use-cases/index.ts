import type { OperationsUseCases } from '@ticketing/common/operations';
import type { TimerQueue } from '../store/timer-queue.ts';
import { cancelTimers } from './cancel-timers.ts';
import { type PublishDeps, publishExpiration } from './publish-expiration.ts';
import { readOrderRecords } from './read-order-records.ts';
import { startTimers } from './start-timers.ts';

/** What consumers and due timers call. */
export const createUseCases = (deps: PublishDeps & { timers: Pick<TimerQueue, 'start' | 'cancel'> }) => ({
  startTimers: startTimers(deps),
  cancelTimers: cancelTimers(deps),
  publishExpiration: publishExpiration(deps),
});

/** What operators look at. There is no inbox: a timer is named after its order. */
export const createOperationsUseCases = (deps: { timers: Pick<TimerQueue, 'read'> }): OperationsUseCases => ({
  readOrderRecords: readOrderRecords(deps),
  findProcessed: async () => [],
});

export type UseCases = ReturnType<typeof createUseCases>;
