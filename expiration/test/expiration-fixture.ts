import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Codec, OutgoingMessage, Publisher } from '@ticketing/common/kafka';
import type { EventByTopic, Topic } from '@ticketing/contracts';
import { ensureInstalled, type StandaloneRedis, startRedis } from '@ticketing/local/parts';
import { applyToTimers } from '../src/consumers/index.ts';
import { createTimerQueue, type TimerQueue } from '../src/store/timer-queue.ts';
import { createUseCases } from '../src/use-cases/index.ts';

/** A fake broker that fails or blocks on request. */
export interface RecordingPublisher extends Publisher {
  /** Acknowledged messages. */
  messages: OutgoingMessage[];
  /** Number of calls, including failed ones. */
  calls: number;
  /** Number of calls that fail before the next succeeds. */
  failures: number;
  /** A call resolves only when this resolves. */
  mayAnswer: Promise<void>;
}

function recordingPublisher(): RecordingPublisher {
  return {
    messages: [],
    calls: 0,
    failures: 0,
    mayAnswer: Promise.resolve(),
    async publish(messages) {
      this.calls += 1;
      await this.mayAnswer;
      if (this.failures > 0) {
        this.failures -= 1;
        throw new Error('the broker is unavailable');
      }
      this.messages.push(...messages);
    },
    close: async () => {},
  };
}

/** A fake codec; the codec's own test covers the schemas. */
const jsonCodec: Codec = {
  encode: async (_topic, event) => Buffer.from(JSON.stringify(event)),
  decode: async <T extends keyof EventByTopic>(_topic: T, value: Buffer) =>
    JSON.parse(value.toString()) as EventByTopic[T],
};

type OrderEvents = Pick<EventByTopic, Extract<Topic, `orders.${string}`>>;

export interface ExpirationFixture {
  publisher: RecordingPublisher;
  /** Returns the messages published for one order. */
  publishedFor(orderId: string): OutgoingMessage[];
  errors: unknown[];
  timers(): TimerQueue;
  /** Delivers a decoded event like the consumer. */
  deliver<T extends keyof OrderEvents>(topic: T, event: OrderEvents[T], traceparent?: string): Promise<string>;
  /** Restarts the service. */
  restart(): Promise<void>;
  /** Kills Redis with SIGKILL and restarts it on the same data. */
  crashRedis(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the service without a broker: timers on a real Redis, delivered events, recorded publications. */
export async function startExpiration(): Promise<ExpirationFixture> {
  await ensureInstalled(['redis']);
  const dataFolder = await mkdtemp(join(tmpdir(), 'expiration-test-'));
  let redis: StandaloneRedis = await startRedis({ dataFolder });
  const publisher = recordingPublisher();
  const errors: unknown[] = [];
  const useCasesOf = (queue: TimerQueue) => createUseCases({ timers: queue, codec: jsonCodec, publisher });
  const start = (): TimerQueue => {
    const timers = createTimerQueue(redis.url);
    timers.run(useCasesOf(timers).publishExpiration, (error) => void errors.push(error));
    return timers;
  };
  let timers = start();
  return {
    publisher,
    errors,
    timers: () => timers,
    publishedFor: (orderId) => publisher.messages.filter(({ key }) => key === orderId),
    deliver: (topic, event, traceparent) =>
      applyToTimers(useCasesOf(timers), timers.inFlightMarkers).apply({
        topic,
        event,
        eventId: 'unused',
        ...(traceparent && { traceparent }),
      }),
    async restart() {
      await timers.close();
      timers = start();
    },
    async crashRedis() {
      const { port } = redis;
      await redis.kill();
      redis = await startRedis({ dataFolder, port });
    },
    async stop() {
      await timers.close();
      await redis.stop();
      await rm(dataFolder, { recursive: true });
    },
  };
}
