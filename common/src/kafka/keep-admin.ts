import type { Admin, Kafka } from 'kafkajs';

export interface AdminConnection {
  /** @throws when the broker does not answer; the next call connects again */
  ask<T>(question: (admin: Admin) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Keeps one connection for questions about the cluster, of which several may be asked at once. */
export function keepAdmin(kafka: Kafka): AdminConnection {
  let admin: Promise<Admin> | null = null;
  const connect = async () => {
    const connection = kafka.admin({ retry: { retries: 1 } });
    await connection.connect();
    return connection;
  };
  return {
    async ask(question) {
      admin ??= connect();
      const current = admin;
      try {
        return await question(await current);
      } catch (error) {
        // Another question may have failed before and have connected again: its connection stays.
        if (admin === current) admin = null;
        void current.then((failed) => failed.disconnect()).catch(() => undefined);
        throw error;
      }
    },
    close: async () => (await admin)?.disconnect(),
  };
}
