import { Gauge, type Registry } from '@ticketing/common/metrics';
import { type Group, groupsOf, topicNames } from '@ticketing/contracts';
import type { LetterStatistics, OpenLetters } from '../store/letter-statistics.ts';
import type { ReplayStore } from '../store/replay-store.ts';
import type { ResendStore } from '../store/resend-store.ts';

const groups = new Set<Group>(topicNames.flatMap(groupsOf));

export interface WatchDeps {
  statistics: LetterStatistics;
  resends: ResendStore;
  replays: ReplayStore;
  metrics: Registry;
}

/** Metrics of what waits for an operator, and of the replays at work. Each asks by itself: one can't set another in time. */
export function watchLetters({ statistics, resends, replays, metrics }: WatchDeps): void {
  const gauge = (name: string, help: string, read: () => Promise<number>) =>
    new Gauge({
      name,
      help,
      registers: [metrics],
      async collect() {
        this.set(await read());
      },
    });
  const gaugeByGroup = (name: string, help: string, of: (open: OpenLetters) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['group'],
      registers: [metrics],
      async collect() {
        const byGroup = new Map((await statistics.open()).map((open) => [open.group, of(open)]));
        for (const group of groups) this.set({ group }, byGroup.get(group) ?? 0);
      },
    });

  gaugeByGroup('dead_letters_open', 'Dead letters that wait for an operator', ({ count }) => count);
  gaugeByGroup(
    'dead_letters_oldest_open_age_seconds',
    'Time since the first failure of the oldest dead letter that waits for an operator',
    ({ oldestAt }) => secondsSince(oldestAt),
  );
  gauge('replays_running', 'Replays that are sending letters', replays.countAtWork);
  gauge(
    'replays_waiting_letters',
    'Replayed letters that nobody has reported on yet',
    async () => (await resends.waitingStatus()).count,
  );
  gauge(
    'replays_oldest_waiting_age_seconds',
    'Time since the oldest replayed letter was sent that nobody has reported on',
    async () => secondsSince((await resends.waitingStatus()).oldestAt),
  );
}

const secondsSince = (at: Date | null): number => (at ? (Date.now() - at.getTime()) / 1000 : 0);
