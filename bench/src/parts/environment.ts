import { createCodec, createKafka, openAdmin } from '@ticketing/common/kafka';
import { silentLogger } from '@ticketing/common/log';
import { startConnect, startKafka, startMongo, startPostgres, startRedis, startRegistry } from '@ticketing/local/parts';
import { applyConnector, createTopics, registerSchemas } from '@ticketing/setup';
import { once } from './once.ts';
import { runProgram } from './run-program.ts';

export const log = silentLogger();

/** With Java's optimising compiler. */
const productionJava = { isShortLived: false };

export type Environment = ReturnType<typeof createEnvironment>;

/** The parts, each started on first use, on free ports with temporary data. */
export function createEnvironment(progress: (text: string) => void) {
  const stops: (() => Promise<void>)[] = [];
  const start = async <Part extends { stop(): Promise<void> }>(name: string, starting: () => Promise<Part>) => {
    progress(`starting ${name}`);
    const part = await starting();
    stops.unshift(() => part.stop());
    return part;
  };

  const broker = once(async () => {
    const kafka = await start('Kafka', () => startKafka(productionJava));
    const registry = await start('the schema registry', () => startRegistry());
    const { brokers } = kafka;
    await createTopics({ brokers, log });
    await registerSchemas({ registryUrl: registry.url, log });
    const client = createKafka({ clientId: 'bench', brokers, log });
    return { brokers, registryUrl: registry.url, client, codec: createCodec(registry.url) };
  });
  const admin = once(async () => {
    const connection = await openAdmin((await broker()).client);
    stops.unshift(() => connection.close());
    return connection;
  });
  const mongo = once(() => start('MongoDB', () => startMongo()));
  const postgres = once(async () => {
    const part = await start('PostgreSQL', () => startPostgres());
    await runProgram('orders/src/migrate.ts', [], { DATABASE_URL: part.url, CDC_USER: part.replication.user });
    return part;
  });
  const redis = once(() => start('Redis', () => startRedis()));
  const connect = once(async () => {
    const { brokers } = await broker();
    const { replication } = await postgres();
    const part = await start('Kafka Connect', () => startConnect({ brokers, ...productionJava }));
    await applyConnector({ connectUrl: part.url, database: replication, log });
    return part;
  });

  return {
    broker,
    admin,
    mongo,
    postgres,
    redis,
    /** PostgreSQL and Connect with the connector of the orders outbox. */
    connect,
    async stop() {
      for (const end of stops) await end();
    },
  };
}
