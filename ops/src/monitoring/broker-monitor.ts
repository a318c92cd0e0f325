import { within } from '@ticketing/common/backoff';
import { type KafkaAdmin, type KafkaClient, openAdmin } from '@ticketing/common/kafka';
import type { Logger } from '@ticketing/common/log';
import { type BrokerStatus, readBrokerStatus } from './broker-status.ts';

export interface BrokerMonitor {
  /** @returns null when the broker does not respond in time */
  read(): Promise<BrokerStatus | null>;
  close(): Promise<void>;
}

/** How long a status is cached, because it takes many requests to the broker. Milliseconds. */
const cacheMs = 2_000;
const timeoutMs = 5_000;

/** Creates a monitor with its own connection, opened on first use and again after a failure. */
export function createBrokerMonitor(kafka: KafkaClient, log: Logger, now = Date.now): BrokerMonitor {
  let connecting: Promise<KafkaAdmin> | null = null;
  let last: { status: Promise<BrokerStatus | null>; queriedAt: number } | null = null;

  const query = async (): Promise<BrokerStatus | null> => {
    connecting ??= openAdmin(kafka, { retries: 1 });
    const current = connecting;
    try {
      return await within(timeoutMs, current.then(readBrokerStatus));
    } catch (err) {
      log.warn({ err }, 'broker status not read');
      // A later query may have reconnected; its connection is kept.
      if (connecting === current) connecting = null;
      void current.then((old) => old.close()).catch(() => undefined);
      return null;
    }
  };
  return {
    read: () => {
      if (!last || now() - last.queriedAt >= cacheMs) last = { status: query(), queriedAt: now() };
      return last.status;
    },
    close: async () => (await connecting)?.close(),
  };
}
