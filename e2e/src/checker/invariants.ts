import type { Expectations } from './expectations.ts';
import { judgeOutboxReachesEveryone } from './i1-outbox-reaches-everyone.ts';
import { judgeOneEffect } from './i2-one-effect.ts';
import { judgeOneLiveOrder } from './i3-one-live-order.ts';
import { judgeMoney } from './i4-money.ts';
import { judgeVersionsRise } from './i5-versions-rise.ts';
import { judgeQuiet } from './i6-quiet.ts';
import { judgeSettledInTime } from './i7-settled-in-time.ts';
import { judgeAnswersKept } from './i8-answers-are-kept.ts';
import { judgeSeatsSoldOnce } from './i9-seats-sold-once.ts';
import { judgeSagasEnd } from './i10-sagas-end.ts';
import { judgeWholeParties } from './i11-whole-parties.ts';
import type { Observation } from './observation.ts';
import type { InvariantId, Violation } from './violation.ts';

export interface Invariant {
  title: string;
  judge(observation: Observation, expectations: Expectations): Violation[];
  /** The number of checked items. */
  count(observation: Observation, expectations: Expectations): { what: string; count: number };
}

const counted = (what: string, { length }: readonly unknown[]) => ({ what, count: length });

export const invariants: Record<InvariantId, Invariant> = {
  I1: {
    title: 'every event reaches every consumer',
    judge: judgeOutboxReachesEveryone,
    count: ({ outbox }) => counted('outbox rows', outbox),
  },
  I2: {
    title: 'one effect per consumer and event',
    judge: judgeOneEffect,
    count: ({ events }) => counted('messages', events),
  },
  I3: {
    title: 'one live order per ticket, and all services agree',
    judge: judgeOneLiveOrder,
    count: ({ tickets }) => counted('tickets', tickets),
  },
  I4: { title: 'the money adds up', judge: judgeMoney, count: ({ orders }) => counted('orders', orders) },
  I5: {
    title: 'versions rise by one',
    judge: judgeVersionsRise,
    count: ({ users, tickets, performances, orders }) =>
      counted('aggregates', [...users, ...tickets, ...performances, ...orders]),
  },
  I6: {
    title: 'no work is left',
    judge: judgeQuiet,
    count: ({ positions }) => counted('partitions of groups', positions),
  },
  I7: {
    title: 'orders get their outcome in time',
    judge: judgeSettledInTime,
    count: ({ orders }) => counted('orders', orders),
  },
  I8: { title: 'responses hold', judge: judgeAnswersKept, count: (_, { journal }) => counted('answers', journal) },
  I9: {
    title: 'no seat in two live orders, no quota exceeded',
    judge: judgeSeatsSoldOnce,
    count: ({ orderSeats }) => counted('seats of orders', orderSeats),
  },
  I10: {
    title: 'every saga ends, and leaves what it says',
    judge: judgeSagasEnd,
    count: ({ sagas }) => counted('sagas', sagas),
  },
  I11: {
    title: 'a party is whole or not at all',
    judge: judgeWholeParties,
    count: ({ orders }) =>
      counted(
        'parties',
        orders.filter(({ party }) => party),
      ),
  },
};

/** Checks every invariant of an observation. Pure: the same observation has the same violations. */
export const checkInvariants = (observation: Observation, known: Expectations): Violation[] =>
  Object.values(invariants).flatMap(({ judge }) => judge(observation, known));
