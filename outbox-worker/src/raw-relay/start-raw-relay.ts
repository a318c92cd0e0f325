import { groupLag, startConsumer } from '@ticketing/common/kafka';
import { registerGaugeGroup } from '@ticketing/common/metrics';
import { rawTopicOf, relayedThroughRaw, relayGroup, topicNames } from '@ticketing/contracts';
import type { RelayContext } from '../relay-context.ts';
import { relayRawBatch } from './relay-raw-batch.ts';

const batchSize = 500;

/**
 * Relays the events that Debezium reads from the PostgreSQL outbox. Replicas share the partitions of the raw topics.
 */
export async function startRawRelay(context: RelayContext): Promise<void> {
  const { kafka, log, metrics, onStop } = context;
  const topics = topicNames.filter(relayedThroughRaw).map(rawTopicOf);
  const consumer = await startConsumer({
    kafka,
    group: relayGroup,
    topics,
    process: relayRawBatch(context),
    batchSize,
    log,
  });
  onStop('raw relay', consumer.stop);

  const lag = groupLag(kafka, relayGroup, topics);
  onStop('lag', lag.close);
  registerGaugeGroup(metrics, { relay_queue_depth: 'Raw messages pending publication' }, async () => ({
    relay_queue_depth: [...(await lag.read()).values()].reduce((sum, messages) => sum + messages, 0),
  }));
}
