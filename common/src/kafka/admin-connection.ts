import type { Admin } from 'kafkajs';
import { type KafkaClient, rawOf } from './client.ts';

export interface AdminConnection {
  /** @throws when the broker does not respond; the next call reconnects */
  query<T>(run: (admin: Admin) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Creates an admin connection that is opened on first use and shared by concurrent queries. */
export function createAdminConnection(kafka: KafkaClient): AdminConnection {
  let admin: Promise<Admin> | null = null;
  const connect = async () => {
    const connection = rawOf(kafka).admin({ retry: { retries: 1 } });
    await connection.connect();
    return connection;
  };
  return {
    async query(run) {
      admin ??= connect();
      const current = admin;
      try {
        return await run(await current);
      } catch (error) {
        // A concurrent query may have failed first and already reconnected; its connection is kept.
        if (admin === current) admin = null;
        void current.then((failed) => failed.disconnect()).catch(() => undefined);
        throw error;
      }
    },
    close: async () => (await admin)?.disconnect(),
  };
}
