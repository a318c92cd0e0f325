import { backoffDelayMs, pause } from '@ticketing/common/backoff';
import { isTransient } from '@ticketing/common/errors';
import { failpoint } from '@ticketing/common/failpoints';
import type { Codec, Publisher } from '@ticketing/common/kafka';
import type { Logger } from '@ticketing/common/log';
import { createPacer } from '@ticketing/common/pacing';
import { type EncodedRows, encodeRows } from './encode-rows.ts';
import { createHeldBack } from './held-back.ts';
import { keepLease } from './keep-lease.ts';
import type { Lease } from './lease.ts';
import { publishRows } from './publish-rows.ts';
import type { QueueChanges } from './queue-changes.ts';
import { createQueuePass, type QueuePass } from './queue-pass.ts';
import type { QueueReader } from './queue-reader.ts';
import { createRemovals } from './removals.ts';
import type { WakeSignal } from './wake-signal.ts';

export interface MongoRelayOptions {
  reader: Pick<QueueReader, 'readPending'>;
  changes: Pick<QueueChanges, 'remove'>;
  lease: Lease;
  wake: WakeSignal;
  codec: Codec;
  publisher: Publisher;
  log: Logger;
  /** Rows published at once. */
  batchSize?: number;
  onPublished?: (rows: number) => void;
}

export interface RunningRelay {
  /** Whether this relay has the lease. */
  isActive(): boolean;
  /** Finishes the batch at work and gives the lease back. */
  stop(): Promise<void>;
}

interface ReadyBatch extends EncodedRows {
  /** Whether the queue ends behind it. */
  isLast: boolean;
}

const lookEveryMs = 1_000;
const backoff = { baseMs: 200, capMs: 15_000 };
const defaultBatchSize = 1_000;
/** Aggregates that wait, at most: their list is part of each query. */
const mostHeldBack = 10_000;

/**
 * Publishes pending rows: read → publish → ack → remove. A crash in between publishes rows again, never loses one; consumers
 * drop the repeats by eventId. While rows are published the next ones are read and encoded and those before are
 * removed, which is safe for the order: what is being removed is acknowledged. Whatever is away is waited for.
 */
export function runMongoRelay(options: MongoRelayOptions): RunningRelay {
  const { reader, changes, wake, codec, publisher, log, onPublished, batchSize = defaultBatchSize } = options;
  const stopping = new AbortController();
  const lease = keepLease(options.lease, log);
  const heldBack = createHeldBack();
  /** Under which the rows at work were read; nothing is removed under another one. */
  let token: number | null = null;
  const removals = createRemovals(async ({ published, dead }) => {
    const isMine = token !== null && (await changes.remove(options.lease, token, published, dead));
    if (isMine) onPublished?.(published.length);
    else log.warn({ token, rows: published.length }, 'replaced by another relay, which may publish these again');
    if (!isMine) lease.lost();
    return isMine;
  }, batchSize);

  const newPass = () =>
    createQueuePass({
      readPending: reader.readPending,
      batchSize,
      heldBack: heldBack.current(),
      finished: removals.rows(),
    });
  const pacer = createPacer();
  let pass = newPass();
  let ready: Promise<ReadyBatch> | null = null;
  const startOver = () => {
    pass = newPass();
    ready = null;
  };

  const prepare = async (): Promise<ReadyBatch> => {
    const from = pass; // another may have begun when the rows are there
    const { rows, isLast } = await from.next();
    const encoded = await encodeRows(codec, rows);
    noteHeldBack(encoded.heldBack, from);
    return { ...encoded, isLast };
  };

  /** @returns whether there are no more rows for now */
  const relayBatch = async (): Promise<boolean> => {
    const batch = await (ready ?? prepare());
    const isAll = batch.isLast || pass.leftOut() > mostHeldBack;
    await failpoint('mongo-relay.before-publish');
    const acknowledged = publishRows({ publisher, codec }, batch);
    ready = isAll ? null : prepare();
    ready?.catch(() => undefined); // whoever takes it sees it
    const finished = await acknowledged;
    await failpoint('mongo-relay.after-ack');
    for (const { row, code, message } of finished.dead)
      log.error({ eventId: row._id, topic: row.topic, code, reason: message }, 'outbox row dead-lettered');
    removals.add(finished);
    await removals.room();
    if (isAll) startOver();
    return isAll;
  };

  const noteHeldBack = (aggregates: Map<string, unknown>, from: QueuePass) => {
    const [err] = aggregates.values();
    if (aggregates.size === 0) return heldBack.passed();
    from.leaveOut(aggregates.keys());
    const retryInMs = Math.round(heldBack.add(aggregates.keys()));
    const level = isTransient(err) ? 'warn' : 'error';
    log[level]({ err, aggregates: aggregates.size, retryInMs }, 'rows can’t be encoded now; their aggregates wait');
  };

  const turn = async () => {
    const current = lease.token();
    if (current === null) return lease.whenHeld(stopping.signal);
    if (current !== token) {
      await removals.drained();
      startOver();
    }
    token = current;
    if (!(await relayBatch())) {
      wake.rest();
      return;
    }
    await wake.wait(lookEveryMs);
    await pacer.next();
  };

  const loop = async () => {
    for (let failures = 0; !stopping.signal.aborted; ) {
      try {
        await turn();
        failures = 0;
      } catch (err) {
        failures += 1;
        startOver();
        const retryInMs = Math.round(backoffDelayMs(failures, backoff));
        log[isTransient(err) ? 'warn' : 'error']({ err, failures, retryInMs }, 'relaying failed; will retry');
        await pause(retryInMs, stopping.signal);
      }
    }
    await removals.drained();
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
