import { once } from 'node:events';
import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { backoffDelayMs, pause } from '../backoff/index.ts';
import { isTransient } from '../errors/index.ts';
import type { Logger } from '../log/index.ts';
import type { OutgoingMessage } from './producer.ts';

export interface IncomingMessage {
  topic: string;
  partition: number;
  offset: string;
  key: Buffer | null;
  value: Buffer | null;
  headers: Record<string, string>;
  /** The headers as they came, for passing the message on unchanged: not every header is text, and one may come twice. */
  originalHeaders: OutgoingMessage['headers'];
  /** Milliseconds since the epoch, as the broker or producer stamped it. */
  timestampMs: number;
}

export interface ConsumerOptions {
  kafka: Kafka;
  group: string;
  topics: string[];
  /**
   * Takes responsibility for the messages of one partition, in order. Once it resolves they are committed, so by then
   * each must be applied, parked or dead-lettered. When it rejects they are delivered again.
   */
  process: (messages: IncomingMessage[], commit: Commit) => Promise<void>;
  /** Milliseconds until a message may be processed, ≤ 0 for now. Its partition rests until then; the others go on. */
  waitMsOf?: (message: IncomingMessage) => number;
  /** Partitions were assigned anew: whoever read them before may have died over a message. */
  onJoined?: () => void;
  /** Messages handed over at once; 1 unless the work gains from batches. */
  batchSize?: number;
  log: Logger;
}

export interface Commit {
  /** Commits behind these messages at once, not with the next ones: when handling them again would be noticed. */
  atOnce(): void;
}

export interface RunningConsumer {
  /** Whether the group has assigned partitions to this member or it is waiting as a spare. */
  hasJoined(): boolean;
  /** Since when the partition that waits longest is held back by a dependency that is away. */
  heldBackSince(): Date | null;
  /** Finishes the message at work, commits, leaves the group. */
  stop(): Promise<void>;
}

/** How long the partitions of a killed member wait for another; the broker's smallest is 6 s. */
const sessionTimeoutMs = 10_000;
const heartbeatEveryMs = 2_000;
const backoff = { baseMs: 200, capMs: 15_000 };

/**
 * Reads topics from the group's committed offset, or from their beginning. Whatever can't be processed now is waited for:
 * nothing is skipped, and offsets are committed only behind processed messages.
 */
export async function startConsumer({
  kafka,
  group,
  topics,
  process,
  waitMsOf = () => 0,
  onJoined = () => undefined,
  batchSize = 1,
  log,
}: ConsumerOptions): Promise<RunningConsumer> {
  const stopping = new AbortController();
  const stopRequested = once(stopping.signal, 'abort');
  let isMember = false;
  /** Crashes since the group was last joined. */
  let failures = 0;
  /** Partition → when its first message began to fail. */
  const heldBack = new Map<string, Date>();

  const eachBatch = async (payload: EachBatchPayload) => {
    const { batch, resolveOffset, heartbeat, commitOffsetsIfNecessary, isRunning, isStale } = payload;
    const mayGoOn = () => isRunning() && !isStale() && !stopping.signal.aborted;
    for (let at = 0; at < batch.messages.length && mayGoOn(); at += batchSize) {
      const chunk = batch.messages
        .slice(at, at + batchSize)
        .map((message) => incoming(batch.topic, batch.partition, message));
      const waitMs = chunk[0] ? waitMsOf(chunk[0]) : 0;
      if (waitMs > 0) {
        setTimeout(payload.pause(), waitMs).unref();
        return;
      }
      let isUrgent = false;
      const commit = {
        atOnce: () => {
          isUrgent = true;
        },
      };
      const isDone = await withHeartbeats(heartbeat, () => processUntilDone(chunk, commit, mayGoOn));
      if (!isDone) return;
      resolveOffset(chunk.at(-1)?.offset ?? '');
      await commitOffsetsIfNecessary(...(isUrgent ? [payload.uncommittedOffsets()] : []));
      await heartbeat();
    }
  };

  /** @returns false when the partition was taken away or the process is stopping before it was done */
  const processUntilDone = async (
    chunk: IncomingMessage[],
    commit: Commit,
    mayGoOn: () => boolean,
  ): Promise<boolean> => {
    const [{ topic, partition, offset }] = chunk as [IncomingMessage];
    const place = `${topic}/${partition}`;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await process(chunk, commit);
        heldBack.delete(place);
        return true;
      } catch (err) {
        if (attempt === 1) heldBack.set(place, new Date());
        const retryInMs = Math.round(backoffDelayMs(attempt, backoff));
        const level = isTransient(err) ? 'warn' : 'error';
        log[level]({ err, group, topic, partition, offset, attempt, retryInMs }, 'messages not processed; will retry');
        for (const until = Date.now() + retryInMs; Date.now() < until && mayGoOn(); )
          await pause(Math.min(100, retryInMs));
        if (!mayGoOn()) {
          heldBack.delete(place);
          return false;
        }
      }
    }
  };

  const begin = async (): Promise<{ consumer: Consumer; crashed: Promise<void> }> => {
    const consumer = kafka.consumer({
      groupId: group,
      sessionTimeout: sessionTimeoutMs,
      rebalanceTimeout: 30_000,
      heartbeatInterval: heartbeatEveryMs,
      maxWaitTimeInMs: 500,
      allowAutoTopicCreation: false,
      // KafkaJS asks this only at errors it holds for passing, and gives up for good at others: a coordinator that is
      // not there yet, for one. So it never restarts by itself; we do, with a new consumer, whatever happened.
      retry: { retries: 8, restartOnFailure: async () => false },
    });
    const crash = Promise.withResolvers<void>();
    consumer.on(consumer.events.GROUP_JOIN, () => {
      isMember = true;
      failures = 0;
      onJoined();
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      isMember = false;
      log.warn({ err: payload.error, group }, 'consumer crashed; starting it again');
      crash.resolve();
    });
    await consumer.connect();
    await consumer.subscribe({ topics, fromBeginning: true });
    let lastBatch: EachBatchPayload | null = null;
    // KafkaJS forgets a commit that failed until another message comes: a coordinator that has just begun refuses some.
    consumer.on(consumer.events.HEARTBEAT, () => {
      lastBatch?.commitOffsetsIfNecessary(lastBatch.uncommittedOffsets()).catch(() => undefined);
    });
    await consumer.run({
      autoCommitInterval: 1_000,
      autoCommitThreshold: 500,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 4,
      eachBatch: (payload) => {
        lastBatch = payload;
        return eachBatch(payload);
      },
    });
    return { consumer, crashed: crash.promise };
  };

  /** @returns null when it was stopped before it could begin */
  const beginAgain = async () => {
    while (!stopping.signal.aborted) {
      failures += 1;
      await pause(backoffDelayMs(failures, backoff), stopping.signal);
      if (stopping.signal.aborted) break;
      try {
        return await begin();
      } catch (err) {
        log.warn({ err, group, failures }, 'consumer not started; will retry');
      }
    }
    return null;
  };

  /** A consumer that stopped reading is an outage nobody sees, so there is always one until the stop. */
  const keepReading = async (first: Awaited<ReturnType<typeof begin>>): Promise<void> => {
    for (let reading: typeof first | null = first; reading; ) {
      await Promise.race([reading.crashed, stopRequested]);
      if (stopping.signal.aborted) return reading.consumer.disconnect();
      await reading.consumer.disconnect().catch(() => undefined);
      reading = await beginAgain();
    }
  };

  const done = keepReading(await begin());
  return {
    hasJoined: () => isMember,
    heldBackSince: () => [...heldBack.values()].reduce<Date | null>((a, b) => (a && a < b ? a : b), null),
    stop: () => {
      stopping.abort();
      return done;
    },
  };
}

/** Keeps the membership while work takes longer than the session timeout. A lost membership shows at the next commit. */
async function withHeartbeats<T>(heartbeat: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => void heartbeat().catch(() => undefined), heartbeatEveryMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

// Debezium sends a header for a column that is null; KafkaJS can't send one.
const presentHeaders = (headers: KafkaMessage['headers']): OutgoingMessage['headers'] =>
  Object.fromEntries(
    Object.entries(headers ?? {}).flatMap(([name, value]) =>
      value === undefined || value === null ? [] : [[name, value]],
    ),
  );

const headerText = (headers: KafkaMessage['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(presentHeaders(headers)).flatMap(([name, content]) => {
      const last = Array.isArray(content) ? content.at(-1) : content;
      return last === undefined || last === null ? [] : [[name, last.toString()]];
    }),
  );

export const incoming = (
  topic: string,
  partition: number,
  { key, value, headers, offset, timestamp }: KafkaMessage,
): IncomingMessage => ({
  topic,
  partition,
  offset,
  key,
  value,
  headers: headerText(headers),
  originalHeaders: presentHeaders(headers),
  timestampMs: Number(timestamp),
});
