import { rawTopicOf } from '@ticketing/contracts';
import type { BenchContext } from '../bench.ts';
import { runPeer } from '../parts/run-program.ts';
import { createTopic } from '../parts/topics.ts';
import type { PeerResult } from '../peers/peer.ts';
import { type Drain, drainBoth, drainConnector, drainMongo, drainRaw, openBacklog } from './drain.ts';
import { orderTopic } from './events.ts';

export interface Drains {
  events: number;
  mongo: Drain[];
  /** The client's batch produce. */
  client: PeerResult[];
  /** Reads the rows and produces their bytes. */
  mongoLoop: PeerResult[];
  /** Connector and raw relay. */
  postgres: Drain[];
  /** The connector alone. */
  connector: Drain[];
  /** The raw relay alone. */
  raw: Drain[];
  rawLoop: PeerResult[];
}

const rounds = 3;
const copyTopic = 'bench.copy';

/** Publishes 100k rows in each way, in turns. B2 uses the rates and B7 the CPU times. */
export async function measureDrains({ environment, isQuick, progress }: BenchContext): Promise<Drains> {
  const events = isQuick ? 20_000 : 100_000;
  const { brokers, registryUrl } = await environment.broker();
  const peer = { brokers, registryUrl };
  await createTopic(environment, copyTopic, 3);
  const drains: Drains = {
    events,
    mongo: [],
    client: [],
    mongoLoop: [],
    postgres: [],
    connector: [],
    raw: [],
    rawLoop: [],
  };
  const report = (what: string, { messages, seconds, cpuSeconds }: Drain) =>
    progress(`${what}: ${Math.round(messages / seconds)}/s, ${cpuSeconds.toFixed(1)} s of CPU time`);

  for (let round = 1; round <= rounds; round += 1) {
    const mongo = await drainMongo(environment, `mongo${round}`, events);
    report('mongo relay', mongo);
    const client = await runPeer<PeerResult>('client-produce.ts', {
      ...peer,
      run: `client${round}`,
      events,
      keys: Math.ceil(events / 20),
    });
    report('client', client);
    const backlog = await openBacklog(environment, `loop${round}`, events);
    const loop = { ...peer, mongoUri: backlog.mongoUri, topic: copyTopic };
    const mongoLoop = await runPeer<PeerResult>('mongo-loop.ts', loop);
    await backlog.drop();
    report('bare loop over rows', mongoLoop);
    drains.mongo.push(mongo);
    drains.client.push(client);
    drains.mongoLoop.push(mongoLoop);
  }
  for (let round = 1; round <= rounds; round += 1) {
    const postgres = await drainBoth(environment, `both${round}`, events);
    report('connector and raw relay', postgres);
    const connector = await drainConnector(environment, `connector${round}`, events);
    report('connector alone', connector);
    const raw = await drainRaw(environment, `connector${round}`, events);
    report('raw relay alone', raw);
    const rawLoop = await runPeer<PeerResult>('raw-loop.ts', {
      ...peer,
      from: rawTopicOf(orderTopic),
      to: copyTopic,
      events,
      group: `bench-loop-${round}`,
    });
    report('bare loop over raw messages', rawLoop);
    drains.postgres.push(postgres);
    drains.connector.push(connector);
    drains.raw.push(raw);
    drains.rawLoop.push(rawLoop);
  }
  return drains;
}
