import { backoffDelayMs, pause } from '@ticketing/common/backoff';
import { isTransient, PermanentError } from '@ticketing/common/errors';
import { failpoint } from '@ticketing/common/failpoints';
import type { Codec, OutgoingMessage, Publisher } from '@ticketing/common/kafka';
import type { Logger } from '@ticketing/common/log';
import type { OutboxRow } from '@ticketing/common/mongo';
import { toMessage } from '../to-message.ts';
import { deadRowMessage } from './dead-row-message.ts';
import type { Lease } from './lease.ts';
import type { DeadLetterReason, OutboxReader } from './outbox-reader.ts';
import type { WakeSignal } from './wake-signal.ts';

export interface MongoRelayOptions {
  reader: OutboxReader;
  lease: Lease;
  wake: WakeSignal;
  codec: Codec;
  publisher: Publisher;
  log: Logger;
  /** Rows published at once. */
  batchSize?: number;
  onPublished?: (rows: number) => void;
}

const lookEveryMs = 500;
const renewEveryMs = 2_000;
const standbyMs = 1_000;
const backoff = { baseMs: 200, capMs: 15_000 };

/**
 * Publishes pending rows: read → publish → ack → mark. A crash in between publishes rows again, never loses one; consumers
 * drop the repeats by eventId. Whatever is away is waited for.
 * @returns a function that finishes the batch at work, gives the lease back and stops
 */
export function runMongoRelay(options: MongoRelayOptions): () => Promise<void> {
  const { lease, wake, log } = options;
  const stopping = new AbortController();
  let token: number | null = null;
  let renewedAt = 0;

  const holdLease = async (): Promise<number | null> => {
    if (token !== null && performance.now() - renewedAt < renewEveryMs) return token;
    const held = await lease.acquire();
    if (held !== token)
      log.info({ token: held }, held === null ? 'another relay is active; standing by' : 'relay is active');
    token = held;
    renewedAt = performance.now();
    return token;
  };

  const turn = async () => {
    const held = await holdLease();
    if (held === null) return pause(standbyMs, stopping.signal);
    const { isIdle, isReplaced } = await relayBatch(options, held);
    if (isReplaced) token = null;
    if (isIdle) await wake.wait(lookEveryMs);
  };

  const loop = async () => {
    for (let failures = 0; !stopping.signal.aborted; ) {
      try {
        await turn();
        failures = 0;
      } catch (err) {
        failures += 1;
        const retryInMs = Math.round(backoffDelayMs(failures, backoff));
        log[isTransient(err) ? 'warn' : 'error']({ err, failures, retryInMs }, 'relaying failed; will retry');
        await pause(retryInMs, stopping.signal);
      }
    }
  };
  const done = loop();
  return async () => {
    stopping.abort();
    await wake.close();
    await done;
    await lease.release();
  };
}

const defaultBatchSize = 500;

async function relayBatch(
  { reader, lease, codec, publisher, log, onPublished, batchSize = defaultBatchSize }: MongoRelayOptions,
  token: number,
): Promise<{ isIdle: boolean; isReplaced: boolean }> {
  const rows = await reader.readPending(batchSize);
  if (rows.length === 0) return { isIdle: true, isReplaced: false };
  const { published, dead, messages } = await encodeRows(codec, rows);
  await failpoint('mongo-relay.before-publish');
  await publisher.publish(messages);
  await failpoint('mongo-relay.after-ack');
  for (const { row, code, message } of dead)
    log.error({ eventId: row._id, topic: row.topic, code, reason: message }, 'outbox row dead-lettered');
  const isMarked = await reader.mark(lease, token, published, dead);
  if (!isMarked) log.warn({ token }, 'replaced by another relay while publishing; its rows will be published again');
  onPublished?.(published.length);
  return { isIdle: false, isReplaced: !isMarked };
}

interface EncodedRows {
  published: OutboxRow[];
  dead: DeadLetterReason[];
  messages: OutgoingMessage[];
}

/** A row that its schema refuses is dead-lettered by itself; its successors are published, and consumers park them. */
async function encodeRows(codec: Codec, rows: OutboxRow[]): Promise<EncodedRows> {
  const result: EncodedRows = { published: [], dead: [], messages: [] };
  for (const row of rows) {
    try {
      result.messages.push(
        await toMessage(codec, {
          eventId: row._id,
          topic: row.topic,
          key: row.key,
          payload: row.payload,
          headers: row.headers,
        }),
      );
      result.published.push(row);
    } catch (error) {
      if (!(error instanceof PermanentError)) throw error;
      result.dead.push({ row, code: error.code, message: error.message });
      result.messages.push(deadRowMessage(row, error, new Date()));
    }
  }
  return result;
}
