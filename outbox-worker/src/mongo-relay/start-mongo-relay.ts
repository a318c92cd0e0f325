import { openTopicReader, startConsumer } from '@ticketing/common/kafka';
import { type Registry, registerGaugeGroup } from '@ticketing/common/metrics';
import { connectMongo, mongoCheck, mongoOutboxCheck, prepareCollections } from '@ticketing/common/mongo';
import { runPeriodically } from '@ticketing/common/periodic';
import { checkEveryMs, checkOutbox, watchOutboxCheck } from '@ticketing/common/reconcile';
import type { ReadinessCheck } from '@ticketing/common/service';
import { relayGroup, retryTopicsOf, type Service, topicNames, topics } from '@ticketing/contracts';
import type { RelayContext } from '../relay-context.ts';
import { createLease } from './lease.ts';
import { createQueueChanges } from './queue-changes.ts';
import { createQueueReader, type QueueReader } from './queue-reader.ts';
import { replayDeadRows } from './replay-dead-rows.ts';
import { type RunningRelay, runMongoRelay } from './run-mongo-relay.ts';
import { createWakeSignal } from './wake-signal.ts';

/** Relays the outbox of one MongoDB database and handles replays of its dead rows. */
export async function startMongoRelay(
  { kafka, publisher, codec, log: programLog, metrics, onPublished, onStop }: RelayContext,
  { uri, source }: { uri: string; source: Service },
): Promise<ReadinessCheck> {
  const log = programLog.child({ source });
  const connection = await connectMongo(uri);
  onStop(`database of ${source}`, () => connection.close());
  const reader = createQueueReader(connection);
  const changes = createQueueChanges(connection);
  const lease = createLease(connection);
  await prepareCollections(connection);

  const wake = createWakeSignal(connection, log);
  const relay = runMongoRelay({ reader, changes, lease, wake, codec, publisher, log, onPublished });
  onStop(`relay of ${source}`, relay.stop);
  watchRelay(metrics, relay, reader, source);

  const store = mongoOutboxCheck(connection);
  watchOutboxCheck(metrics, store, { source });
  const check = checkOutbox({ store, openReader: () => openTopicReader(kafka, 'check-outbox'), log });
  onStop(`outbox check of ${source}`, runPeriodically({ name: 'outbox check', everyMs: checkEveryMs, log }, check));

  const ofSource = topicNames.filter((topic) => topics[topic].owner === source);
  const replayTopics = ofSource.flatMap((topic) => retryTopicsOf(topic, relayGroup));
  const replays = await startConsumer({
    kafka,
    group: `${relayGroup}.${source}`,
    topics: replayTopics,
    process: replayDeadRows({ changes, codec, publisher, log }),
    log,
  });
  onStop(`replays of ${source}`, replays.stop);
  return mongoCheck(connection);
}

function watchRelay(metrics: Registry, relay: RunningRelay, reader: QueueReader, source: Service): void {
  const help = {
    lease: { relay_lease_held: '1 in the active relay, 0 in a standby' },
    queue: {
      outbox_pending_events: 'Events pending publication',
      outbox_oldest_pending_age_seconds: 'Age of the oldest event pending publication',
    },
  };
  const ofQueue = async () => {
    const { count, oldestAt } = await reader.pendingStatus();
    return {
      outbox_pending_events: count,
      outbox_oldest_pending_age_seconds: oldestAt ? (Date.now() - oldestAt.getTime()) / 1000 : 0,
    };
  };
  registerGaugeGroup(metrics, help.queue, ofQueue, { source });
  registerGaugeGroup(metrics, help.lease, async () => ({ relay_lease_held: relay.isActive() ? 1 : 0 }), { source });
}
