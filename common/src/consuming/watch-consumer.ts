import type { RunningConsumer } from '../kafka/index.ts';
import { Gauge, type Registry } from '../metrics/index.ts';

/** Exports a consumer's health: without membership it reads nothing, and while a dependency is unavailable it lags. */
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
    help: 'How long an unavailable dependency has held back a partition',
    registers: [metrics],
    collect() {
      const since = consumer.heldBackSince();
      this.set(since ? (Date.now() - since.getTime()) / 1000 : 0);
    },
  });
}
