import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestMongo } from '@ticketing/testing/mongo';
import { type Connection, connectMongo, mongoCounters, prepareCollections } from '../src/mongo/index.ts';

let mongo: Awaited<ReturnType<typeof startTestMongo>>;
let replicas: Connection[];
beforeAll(async () => {
  mongo = await startTestMongo();
  replicas = await Promise.all([1, 2].map(() => connectMongo(mongo.uri('counters'))));
});
afterAll(async () => {
  await Promise.all(replicas.map((connection) => connection.close()));
  await mongo.stop();
});

const secret = 'a secret of the services';
const hourMs = 3_600_000;
const countersOf = (at: number) => mongoCounters(replicas[at] as Connection, secret);

describe('mongoCounters', () => {
  it('counts the uses of all replicas together, also concurrent ones', async () => {
    const key = ['together', 'someone'];
    const counts = await Promise.all(Array.from({ length: 20 }, (_, at) => countersOf(at % 2).add(key, hourMs)));

    expect(counts.map(({ count }) => count).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, at) => at + 1),
    );
    const [read, other] = await countersOf(0).read([key, ['together', 'someone else']]);
    expect(read).toEqual({ count: 20, endsInMs: expect.any(Number) });
    expect(read?.endsInMs).toBeGreaterThan(hourMs - 60_000);
    expect(other).toEqual({ count: 0, endsInMs: 0 });
  });

  it('takes back and forgets', async () => {
    const [key, counters] = [['taken back'], countersOf(0)];
    await counters.add(key, hourMs, 5);
    await counters.subtract(key, 2);
    expect(await counters.add(key, hourMs)).toMatchObject({ count: 4 });
    await counters.reset(key);
    expect(await counters.add(key, hourMs)).toMatchObject({ count: 1 });
  });

  it('begins again when the window is over, before the database has removed the row', async () => {
    const [key, counters] = [['over'], countersOf(0)];
    await counters.add(key, 0, 7);
    await expect(counters.read([key])).resolves.toEqual([{ count: 0, endsInMs: 0 }]);
    expect(await counters.add(key, hourMs)).toMatchObject({ count: 1 });
  });

  it('stores neither addresses nor emails, and expires its rows', async () => {
    await prepareCollections(replicas[0] as Connection);
    await countersOf(0).add(['sign-ups', '203.0.113.77'], hourMs);
    const collection = (replicas[0] as Connection).collection('counters');
    const stored = JSON.stringify(await collection.find().toArray());
    expect(stored).not.toContain('203.0.113.77');
    expect(await collection.indexes()).toContainEqual(expect.objectContaining({ expireAfterSeconds: 0 }));
  });
});
