import { Gauge, type Registry } from '@ticketing/common/metrics';
import { type Group, groupsOf, topicNames } from '@ticketing/contracts';
import type { LetterStatistics } from '../store/letter-statistics.ts';
import type { ReplayStore } from '../store/replay-store.ts';
import type { ResendStore } from '../store/resend-store.ts';

const groups = new Set<Group>(topicNames.flatMap(groupsOf));

export interface WatchDeps {
  statistics: LetterStatistics;
  resends: ResendStore;
  replays: ReplayStore;
  metrics: Registry;
}

/** Metrics of what waits for an operator, and of the replays at work. */
export function watchLetters({ statistics, resends, replays, metrics }: WatchDeps): void {
  const registers = [metrics];
  const oldest = new Gauge({
    name: 'dead_letters_oldest_open_age_seconds',
    help: 'Time since the first failure of the oldest dead letter that waits for an operator',
    labelNames: ['group'],
    registers,
  });
  new Gauge({
    name: 'dead_letters_open',
    help: 'Dead letters that wait for an operator',
    labelNames: ['group'],
    registers,
    async collect() {
      const open = new Map((await statistics.open()).map((of) => [of.group, of]));
      for (const group of groups) {
        const { count, oldestAt } = open.get(group) ?? { count: 0, oldestAt: null };
        this.set({ group }, count);
        oldest.set({ group }, oldestAt ? (Date.now() - oldestAt.getTime()) / 1000 : 0);
      }
    },
  });
  const unanswered = new Gauge({
    name: 'replays_oldest_waiting_age_seconds',
    help: 'Time since the oldest replayed letter was sent that nobody has reported on',
    registers,
  });
  new Gauge({
    name: 'replays_waiting_letters',
    help: 'Replayed letters that nobody has reported on yet',
    registers,
    async collect() {
      const { count, oldestAt } = await resends.waitingStatus();
      this.set(count);
      unanswered.set(oldestAt ? (Date.now() - oldestAt.getTime()) / 1000 : 0);
    },
  });
  new Gauge({
    name: 'replays_running',
    help: 'Replays that are sending letters',
    registers,
    async collect() {
      this.set(await replays.countAtWork());
    },
  });
}
