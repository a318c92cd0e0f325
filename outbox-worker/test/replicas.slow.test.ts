import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTestMongo, type TestMongo } from '@ticketing/testing/mongo';
import { type BrokerFixture, startBrokerFixture } from './relay-fixture.ts';
import { killReplicas } from './replicas.ts';

let broker: BrokerFixture;
let mongo: TestMongo;
beforeAll(async () => {
  [broker, mongo] = await Promise.all([startBrokerFixture(), startTestMongo()]);
}, 120_000);
afterAll(async () => {
  await broker?.stop();
  await mongo?.stop();
});

it('two randomly killed relays lose nothing and keep the order: 50,000 events, a kill every 5 seconds', async () => {
  const load = { events: 50_000, killEveryMs: 5_000, kills: 10 };
  const result = await killReplicas({ broker, mongoUri: mongo.uri('replicas'), ...load });
  process.stdout.write(`replicas: ${JSON.stringify(result)}\n`);

  expect(result).toMatchObject({ lost: [], outOfOrder: [] });
  expect(result.kills).toBeGreaterThanOrEqual(load.kills);
  expect(result.takeoversMs.length).toBeGreaterThan(0);
  for (const takeoverMs of result.takeoversMs) expect(takeoverMs).toBeLessThanOrEqual(10_000);
}, 900_000);
