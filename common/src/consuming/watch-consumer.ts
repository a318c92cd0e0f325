import type { RunningConsumer } from '../kafka/index.ts';
import { Gauge, type Registry } from '../metrics/index.ts';

/** Health of a consumer: a group without a member reads nothing, and one held back by a dependency falls behind. */
export function watchConsumer(consumer: RunningConsumer, metrics: Registry): void {
  new Gauge({
    name: 'consumer_is_member',
    help: '1 while this process is a member of its consumer group',
    registers: [metrics],
    collect() {
      this.set(consumer.hasJoined() ? 1 : 0);
    },
  });
  new Gauge({
    name: 'consumer_held_back_seconds',
    help: 'For how long a dependency that is away has held back a partition',
    registers: [metrics],
    collect() {
      const since = consumer.heldBackSince();
      this.set(since ? (Date.now() - since.getTime()) / 1000 : 0);
    },
  });
}
