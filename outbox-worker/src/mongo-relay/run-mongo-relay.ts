import { backoffDelayMs, pause } from '@ticketing/common/backoff';
import { isTransient } from '@ticketing/common/errors';
import { failpoint } from '@ticketing/common/failpoints';
import type { Codec, Publisher } from '@ticketing/common/kafka';
import type { Logger } from '@ticketing/common/log';
import { createPacer } from '@ticketing/common/pacing';
import { createBlockedAggregates } from './blocked-aggregates.ts';
import { type EncodedRows, encodeRows } from './encode-rows.ts';
import { keepLease } from './keep-lease.ts';
import type { Lease } from './lease.ts';
import { publishRows } from './publish-rows.ts';
import { createPublishedRowCleanup } from './published-row-cleanup.ts';
import type { QueueChanges } from './queue-changes.ts';
import { createQueuePass, type QueuePass } from './queue-pass.ts';
import type { QueueReader } from './queue-reader.ts';
import type { WakeSignal } from './wake-signal.ts';

export interface MongoRelayOptions {
  reader: Pick<QueueReader, 'readPending'>;
  changes: Pick<QueueChanges, 'remove'>;
  lease: Lease;
  wake: WakeSignal;
  codec: Codec;
  publisher: Publisher;
  log: Logger;
  /** Rows per batch. */
  batchSize?: number;
  onPublished?: (rows: number) => void;
}

export interface RunningRelay {
  /** Whether this relay holds the lease. */
  isActive(): boolean;
  /** Finishes the batch in progress and releases the lease. */
  stop(): Promise<void>;
}

interface ReadyBatch extends EncodedRows {
  /** Whether this is the last batch of the queue. */
  isLast: boolean;
}

const checkEveryMs = 1_000;
/** From this interval between rounds on, the relay polls instead of listening for new rows. Milliseconds. */
const pollingIntervalMs = 100;
const defaultBatchSize = 1_000;
/** Maximum number of blocked aggregates, because every query lists them. */
const maxBlocked = 10_000;

/**
 * Publishes pending rows: read → publish → ack → remove. A crash in between republishes rows but loses none; consumers
 * drop duplicates by event id. While rows are published, the next ones are read and encoded and the previous ones
 * removed. That preserves the order, because rows are removed only after acknowledgement. Unavailable dependencies are
 * retried.
 */
export function runMongoRelay(options: MongoRelayOptions): RunningRelay {
  const { reader, changes, wake, codec, publisher, log, onPublished, batchSize = defaultBatchSize } = options;
  const stopping = new AbortController();
  const lease = keepLease(options.lease, log);
  const blocked = createBlockedAggregates();
  /** The token under which the current rows were read; rows are removed under no other. */
  let token: number | null = null;
  const cleanup = createPublishedRowCleanup(async ({ published, dead }) => {
    const isActive = token !== null && (await changes.remove(options.lease, token, published, dead));
    if (isActive) onPublished?.(published.length);
    else log.warn({ token, rows: published.length }, 'replaced by another relay, which may publish these again');
    if (!isActive) lease.markLost();
    return isActive;
  }, batchSize);

  const newPass = () =>
    createQueuePass({
      readPending: reader.readPending,
      batchSize,
      blocked: blocked.current(),
      processed: cleanup.rows(),
    });
  const pacer = createPacer();
  let pass = newPass();
  let ready: Promise<ReadyBatch> | null = null;
  const startOver = () => {
    pass = newPass();
    ready = null;
  };

  const prepare = async (): Promise<ReadyBatch> => {
    const from = pass; // a new pass may start while the rows are read
    const { rows, isLast } = await from.next();
    const encoded = await encodeRows(codec, rows);
    blockAggregates(encoded.blocked, from);
    return { ...encoded, isLast };
  };

  /** @returns whether the queue is empty for now */
  const relayBatch = async (): Promise<boolean> => {
    const batch = await (ready ?? prepare());
    const isEnd = batch.isLast || pass.excludedCount() > maxBlocked;
    await failpoint('mongo-relay.before-publish');
    const acknowledged = publishRows({ publisher, codec }, batch);
    ready = isEnd ? null : prepare();
    ready?.catch(() => undefined); // the next relayBatch() handles it
    const processed = await acknowledged;
    await failpoint('mongo-relay.after-ack');
    for (const { row, code, message } of processed.dead)
      log.error({ eventId: row._id, topic: row.topic, code, reason: message }, 'outbox row dead-lettered');
    cleanup.add(processed);
    await cleanup.waitForCapacity();
    if (isEnd) startOver();
    return isEnd;
  };

  const blockAggregates = (aggregates: Map<string, unknown>, from: QueuePass) => {
    const [err] = aggregates.values();
    if (aggregates.size === 0) return blocked.resetBackoff();
    from.exclude(aggregates.keys());
    const retryInMs = Math.round(blocked.add(aggregates.keys()));
    const level = isTransient(err) ? 'warn' : 'error';
    log[level](
      { err, aggregates: aggregates.size, retryInMs },
      'rows can’t be encoded now; their aggregates are blocked',
    );
  };

  const runOnce = async () => {
    const current = lease.token();
    if (current === null) return lease.whenHeld(stopping.signal);
    if (current !== token) {
      await cleanup.drained();
      startOver();
    }
    token = current;
    if (!(await relayBatch())) {
      wake.stopListening();
      return;
    }
    // While the machine is busy, polling costs MongoDB less than a change stream, which every write wakes.
    if (pacer.intervalMs() >= pollingIntervalMs) wake.stopListening();
    else await wake.wait(checkEveryMs);
    await pacer.next();
  };

  const loop = async () => {
    for (let failures = 0; !stopping.signal.aborted; ) {
      try {
        await runOnce();
        failures = 0;
      } catch (err) {
        failures += 1;
        startOver();
        const retryInMs = Math.round(backoffDelayMs(failures));
        log[isTransient(err) ? 'warn' : 'error']({ err, failures, retryInMs }, 'relaying failed; will retry');
        await pause(retryInMs, stopping.signal);
      }
    }
    await cleanup.drained();
  };
  const done = loop();
  return {
    isActive: () => lease.token() !== null,
    async stop() {
      stopping.abort();
      await wake.close();
      await done;
      await lease.stop();
    },
  };
}
