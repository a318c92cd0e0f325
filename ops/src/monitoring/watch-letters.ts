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

/**
 * Exports metrics of open letters and running replays. Each gauge queries separately, because gauges are collected
 * independently.
 */
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

  gaugeByGroup('dead_letters_open', 'Open dead letters', ({ count }) => count);
  gaugeByGroup(
    'dead_letters_oldest_open_age_seconds',
    'Time since the first failure of the oldest open dead letter',
    ({ oldestAt }) => secondsSince(oldestAt),
  );
  gauge('replays_running', 'Replays sending letters', replays.countRunning);
  gauge(
    'replays_waiting_letters',
    'Replayed letters without a report',
    async () => (await resends.waitingStatus()).count,
  );
  gauge(
    'replays_oldest_waiting_age_seconds',
    'Time since the oldest replayed letter without a report was sent',
    async () => secondsSince((await resends.waitingStatus()).oldestAt),
  );
}

const secondsSince = (at: Date | null): number => (at ? (Date.now() - at.getTime()) / 1000 : 0);
