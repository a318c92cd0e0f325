import type { Admin, Kafka } from 'kafkajs';

/** A readiness check that asks the broker. Keeps one connection; connects again after a failure. */
export function brokerCheck(kafka: Kafka): { check: () => Promise<void>; close: () => Promise<void> } {
  let admin: Promise<Admin> | null = null;
  const connect = async () => {
    const connection = kafka.admin({ retry: { retries: 1 } });
    await connection.connect();
    return connection;
  };
  return {
    check: async () => {
      admin ??= connect();
      try {
        await (await admin).describeCluster();
      } catch (error) {
        const failed = admin;
        admin = null;
        void failed?.then((old) => old.disconnect()).catch(() => undefined);
        throw error;
      }
    },
    close: async () => (await admin)?.disconnect(),
  };
}
