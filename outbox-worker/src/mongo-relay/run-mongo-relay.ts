import { retryUntilStopped } from '@ticketing/common/backoff';
import { isTransient } from '@ticketing/common/errors';
import { failpoint } from '@ticketing/common/failpoints';
import type { Codec, Publisher } from '@ticketing/common/kafka';
import type { Logger } from '@ticketing/common/log';
import { createPacer } from '@ticketing/common/pacing';
import { createStates } from '@ticketing/common/states';
import { createBlockedAggregates } from './blocked-aggregates.ts';
import { type EncodedRows, encodeRows } from './encode-rows.ts';
import { type KeptLease, keepLease } from './keep-lease.ts';
import type { Lease } from './lease.ts';
import { publishRows } from './publish-rows.ts';
import { createPublishedRowCleanup, type ProcessedRows } from './published-row-cleanup.ts';
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
/** A crash repeats the rows that wait, which consumers drop; and the next queries read them once more. */
const gathering = { rows: 20, ms: 250 };
/** Maximum number of blocked aggregates, because every query lists them. */
const maxBlocked = 10_000;

/** Relays pending rows until it is stopped; see {@link MongoRelay}. */
export function runMongoRelay(options: MongoRelayOptions): RunningRelay {
  const relay = new MongoRelay(options);
  relay.start();
  return { isActive: () => relay.isActive(), stop: () => relay.stop() };
}

/**
 * Publishes the pending rows of a database, one relay at a time:
 *
 *     standby ──lease held──▶ relaying ──lease lost──▶ standby
 *                               │  ▲
 *                             failure: backoff, then from the beginning of the queue
 *
 *     any ──stop──▶ draining ──▶ stopped
 *
 * - *standby*: another relay holds the lease, or the state is unknown; waits for the lease.
 * - *relaying*: read → publish → ack → remove. A crash in between republishes rows but loses none; consumers drop
 *   duplicates by event id. While rows are published, the next ones are read and encoded and the previous ones removed.
 *   That preserves the order, because rows are removed only after acknowledgement.
 * - *draining*: removes the acknowledged rows and releases the lease.
 * - *stopped*: nothing is left in progress.
 *
 * Unavailable dependencies are retried, without limit.
 */
class MongoRelay {
  readonly #options: MongoRelayOptions;
  readonly #batchSize: number;
  readonly #state = createStates('mongo relay', 'standby', {
    standby: ['relaying', 'draining'],
    relaying: ['standby', 'draining'],
    draining: ['stopped'],
    stopped: [],
  });
  readonly #stopping = new AbortController();
  readonly #lease: KeptLease;
  readonly #blocked = createBlockedAggregates();
  readonly #cleanup: ReturnType<typeof createPublishedRowCleanup>;
  readonly #pacer = createPacer();
  /** The token under which the current rows were read; rows are removed under no other. */
  #token: number | null = null;
  #pass: QueuePass;
  /** The next batch of the pass, read and encoded while the current one is published. */
  #ready: Promise<ReadyBatch> | null = null;
  #done: Promise<unknown> = Promise.resolve();

  constructor(options: MongoRelayOptions) {
    this.#options = options;
    this.#batchSize = options.batchSize ?? defaultBatchSize;
    this.#lease = keepLease(options.lease, options.log);
    this.#cleanup = createPublishedRowCleanup({
      remove: (processed) => this.#remove(processed),
      limit: this.#batchSize,
      gathering,
    });
    this.#pass = this.#newPass();
  }

  start(): void {
    this.#done = this.#run();
  }

  isActive(): boolean {
    return this.#lease.token() !== null;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#options.wake.close();
    await this.#done;
    await this.#lease.stop();
  }

  async #run(): Promise<void> {
    const { log } = this.#options;
    const { signal } = this.#stopping;
    const relayUntilStopped = async (working: () => void) => {
      while (!signal.aborted) {
        await this.#relayRound();
        working();
      }
    };
    await retryUntilStopped(relayUntilStopped, {
      signal,
      onFailure: (err, { failures, retryInMs }) => {
        this.#startOver();
        log[isTransient(err) ? 'warn' : 'error']({ err, failures, retryInMs }, 'relaying failed; will retry');
      },
    });
    this.#state.enter('draining');
    await this.#cleanup.drained();
    this.#state.enter('stopped');
  }

  /** Waits for the lease, or relays a batch and waits for new rows at the end of the queue. */
  async #relayRound(): Promise<void> {
    const { wake } = this.#options;
    const token = this.#lease.token();
    if (token === null) {
      this.#state.enter('standby');
      return this.#lease.whenHeld(this.#stopping.signal);
    }
    if (token !== this.#token) {
      await this.#cleanup.drained();
      this.#startOver();
    }
    this.#token = token;
    this.#state.enter('relaying');
    const isQueueEmpty = await this.#relayBatch();
    if (!isQueueEmpty) return wake.stopListening();
    // While the machine is busy, polling costs MongoDB less than a change stream, which every write wakes.
    if (this.#pacer.intervalMs() >= pollingIntervalMs) wake.stopListening();
    else await wake.wait(checkEveryMs);
    await this.#pacer.next();
  }

  /** @returns whether the queue is empty for now */
  async #relayBatch(): Promise<boolean> {
    const { publisher, codec, log } = this.#options;
    const batch = await (this.#ready ?? this.#prepare());
    const isEnd = batch.isLast || this.#pass.excludedCount() > maxBlocked;
    await failpoint('mongo-relay.before-publish');
    const acknowledged = publishRows({ publisher, codec }, batch);
    this.#ready = isEnd ? null : this.#prepare();
    this.#ready?.catch(() => undefined); // the next batch handles it
    const processed = await acknowledged;
    await failpoint('mongo-relay.after-ack');
    for (const { row, code, message } of processed.dead)
      log.error({ eventId: row._id, topic: row.topic, code, reason: message }, 'outbox row dead-lettered');
    this.#cleanup.add(processed);
    await this.#cleanup.waitForCapacity();
    if (isEnd) this.#startOver();
    return isEnd;
  }

  async #prepare(): Promise<ReadyBatch> {
    const from = this.#pass; // a new pass may start while the rows are read
    const { rows, isLast } = await from.next();
    const encoded = await encodeRows(this.#options.codec, rows);
    this.#blockAggregates(encoded.blocked, from);
    return { ...encoded, isLast };
  }

  #blockAggregates(aggregates: Map<string, unknown>, from: QueuePass): void {
    if (aggregates.size === 0) {
      this.#blocked.resetBackoff();
      return;
    }
    const [err] = aggregates.values();
    from.exclude(aggregates.keys());
    const retryInMs = Math.round(this.#blocked.add(aggregates.keys()));
    this.#options.log[isTransient(err) ? 'warn' : 'error'](
      { err, aggregates: aggregates.size, retryInMs },
      'rows can’t be encoded now; their aggregates are blocked',
    );
  }

  /** @returns false when another relay has taken over the queue */
  async #remove({ published, dead }: ProcessedRows): Promise<boolean> {
    const { changes, lease, log, onPublished } = this.#options;
    const token = this.#token;
    const isActive = token !== null && (await changes.remove(lease, token, published, dead));
    if (isActive) onPublished?.(published.length);
    else {
      log.warn({ token, rows: published.length }, 'replaced by another relay, which may publish these again');
      this.#lease.markLost();
    }
    return isActive;
  }

  #startOver(): void {
    this.#pass = this.#newPass();
    this.#ready = null;
  }

  #newPass(): QueuePass {
    return createQueuePass({
      readPending: this.#options.reader.readPending,
      batchSize: this.#batchSize,
      blocked: this.#blocked.current(),
      processed: this.#cleanup.rows(),
    });
  }
}
