import { groupLag, type KafkaClient, type RunningConsumer } from '../kafka/index.ts';
import { Gauge, type Registry } from '../metrics/index.ts';

/**
 * Exports how many messages a group has not committed. Every replica reports the whole group's.
 * @returns a function that closes the connection
 */
export function watchLag(kafka: KafkaClient, group: string, topics: string[], metrics: Registry): () => Promise<void> {
  const lag = groupLag(kafka, group, topics);
  new Gauge({
    name: 'consumer_lag_messages',
    help: 'Messages of a topic that the group has not processed yet; on a retry topic, most of them wait for their time',
    labelNames: ['topic'],
    registers: [metrics],
    async collect() {
      this.reset();
      // Without the broker nobody knows the lag: a stale value would mislead, and other metrics must not fail with it.
      const byTopic = await lag.read().catch(() => new Map<string, number>());
      for (const [topic, messages] of byTopic) this.set({ topic }, messages);
    },
  });
  return lag.close;
}

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
