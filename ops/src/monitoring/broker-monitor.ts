import type { createKafka } from '@ticketing/common/kafka';
import type { Logger } from '@ticketing/common/log';
import { type BrokerStatus, readBrokerStatus } from './broker-status.ts';

export interface BrokerMonitor {
  /** @returns null when the broker does not answer in time */
  read(): Promise<BrokerStatus | null>;
  close(): Promise<void>;
}

/** So many requests to the broker are asked for at most this often, however many operators look. Milliseconds. */
const freshMs = 2_000;
const answerWithinMs = 5_000;

/** Asks the broker with a connection of its own, made when first needed and again after a failure. */
export function createBrokerMonitor(kafka: ReturnType<typeof createKafka>, log: Logger, now = Date.now): BrokerMonitor {
  let connecting: Promise<ReturnType<typeof kafka.admin>> | null = null;
  let last: { status: Promise<BrokerStatus | null>; askedAt: number } | null = null;

  const connect = async () => {
    const admin = kafka.admin({ retry: { retries: 1 } });
    await admin.connect();
    return admin;
  };
  const ask = async (): Promise<BrokerStatus | null> => {
    connecting ??= connect();
    const current = connecting;
    try {
      return await within(answerWithinMs, current.then(readBrokerStatus));
    } catch (err) {
      log.warn({ err }, 'the broker does not say how far its consumers are');
      // A later question may have connected again: its connection stays.
      if (connecting === current) connecting = null;
      void current.then((old) => old.disconnect()).catch(() => undefined);
      return null;
    }
  };
  return {
    read: () => {
      if (!last || now() - last.askedAt >= freshMs) last = { status: ask(), askedAt: now() };
      return last.status;
    },
    close: async () => (await connecting)?.disconnect(),
  };
}

async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('no answer in time')), ms);
  return Promise.race([answer, late.promise]).finally(() => clearTimeout(timer));
}
