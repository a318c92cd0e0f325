import { randomUUID } from 'node:crypto';
import { waitFor } from '@ticketing/common/backoff';
import { startConsumer } from '@ticketing/common/kafka';
import { isTopic } from '@ticketing/contracts';
import type { Arrival } from '../invariant.ts';
import { type Environment, log } from '../parts/environment.ts';

export interface Arrivals {
  all: Arrival[];
  /** When events were first handled, milliseconds of `performance.now()`. */
  atOf(eventId: string): number;
  /** @throws Error when fewer events have arrived in time */
  waitFor(count: number): Promise<void>;
}

export interface Handler {
  /** Starts recording events whose keys have this prefix. */
  listen(keyPrefix: string): Arrivals;
  stop(): Promise<void>;
}

const timeoutMs = 60_000;

/** Consumes topics like a service, one message at a time, up to the point where the handler would start. */
export async function createHandler(environment: Environment, topics: string[]): Promise<Handler> {
  const { client, codec } = await environment.broker();
  let keyPrefix = '';
  let all: Arrival[] = [];
  let times = new Map<string, number>();

  const decoded = async (topic: string, value: Buffer) =>
    (isTopic(topic) ? await codec.decode(topic, value) : JSON.parse(value.toString())) as { version: number };

  const consumer = await startConsumer({
    kafka: client,
    group: `bench-handler.${randomUUID()}`,
    topics,
    process: async (messages) => {
      for (const { topic, key, value, headers } of messages) {
        if (!value || !key?.toString().startsWith(keyPrefix)) continue;
        const { version } = await decoded(topic, value);
        const { eventId = '' } = headers;
        if (!times.has(eventId)) times.set(eventId, performance.now());
        all.push({ key: key.toString(), sequence: version, eventId });
      }
    },
    log,
  });
  await waitFor(async () => (consumer.hasJoined() ? true : null), { timeoutMs });

  return {
    listen(prefix) {
      [keyPrefix, all, times] = [prefix, [], new Map()];
      const current = { all, times };
      return {
        all: current.all,
        atOf: (eventId) => current.times.get(eventId) ?? Number.NaN,
        async waitFor(count) {
          const haveArrived = await waitFor(async () => (current.times.size >= count ? true : null), { timeoutMs });
          if (!haveArrived) throw new Error(`${current.times.size} of ${count} events arrived in time`);
        },
      };
    },
    stop: consumer.stop,
  };
}
