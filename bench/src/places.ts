import { connectMongo } from '@ticketing/common/mongo';
import { conditionsOf, matcherOf, searchFieldsOf } from '@ticketing/common/search';
import { Redis } from 'ioredis';
import { knownPlaces } from '../../catalog/src/domain/known-places.ts';
import { type Bench, type BenchContext, tableText, withoutPeer } from './bench.ts';
import { median, perSecond, quantile } from './statistics.ts';

/** What people type, one letter after the other. */
const typed = ['b', 'be', 'ber', 'berl', 'l', 'lo', 'lis', 's', 'san', 'san f', 'z', 'zu', 'zue'];
const limit = 20;
const concurrency = 32;
/** Milliseconds. */
const goalMs = 0.1;

type Search = (words: string) => Promise<unknown[]>;

interface Measured {
  way: string;
  p50: number;
  p99: number;
  rate: number;
}

async function measure(way: string, search: Search, count: number): Promise<Measured> {
  const words = (index: number) => typed[index % typed.length] ?? '';
  for (let index = 0; index < count / 5; index += 1) await search(words(index));
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const startedAt = performance.now();
    await search(words(index));
    times.push(performance.now() - startedAt);
  }
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let index = 0; index < count / concurrency; index += 1) await search(words(index));
    }),
  );
  return {
    way,
    p50: median(times),
    p99: quantile(times, 0.99),
    rate: (count * 1_000) / (performance.now() - startedAt),
  };
}

const microseconds = (ms: number): string => `${Math.round(ms * 1_000).toLocaleString('en-US')} µs`;

/** The same search in three places: the database, a cache in Redis (the whole list, and an entry per text), and the process. */
async function run({ environment, isQuick, progress }: BenchContext) {
  const [mongo, redisPart] = [await environment.mongo(), await environment.redis()];
  const connection = await connectMongo(mongo.uri('places'));
  const redis = new Redis(redisPart.url);
  const copy = knownPlaces.map((place) => ({ place, ...searchFieldsOf(place.name) }));
  const collection = connection.collection('places');
  await collection.insertMany(copy);
  await collection.createIndex({ searchWords: 1 });
  const conditions = (words: string) => ({ $and: conditionsOf(words) });
  const inMongo = (words: string) => collection.find(conditions(words)).sort({ searchText: 1 }).limit(limit).toArray();
  const filtered = (all: typeof copy, words: string) => all.filter(matcherOf(words)).slice(0, limit);
  await redis.set('places', JSON.stringify(copy));
  for (const words of typed) await redis.set(`places:${words}`, JSON.stringify(filtered(copy, words)));
  const ways: [string, Search][] = [
    ['MongoDB, by its index', inMongo],
    ['Redis, the whole list', async (words) => filtered(JSON.parse((await redis.get('places')) ?? '[]'), words)],
    ['Redis, an entry per text', async (words) => JSON.parse((await redis.get(`places:${words}`)) ?? '[]')],
    ['the process', async (words) => filtered(copy, words)],
  ];
  for (const words of typed) {
    const found = await Promise.all(ways.map(async ([, search]) => (await search(words)).length));
    if (new Set(found).size > 1) throw new Error(`the ways find different places: ${found}`);
  }
  const measured: Measured[] = [];
  for (const [way, search] of ways) {
    progress(way);
    measured.push(await measure(way, search, isQuick ? 1_000 : 20_000));
  }
  await redis.quit();
  await connection.close();
  return measured;
}

/** Measures the search for places. */
export const places: Bench = {
  name: 'places',
  title: 'Places · What a typed letter costs',
  async run(context) {
    const measured = await run(context);
    const { p99 } = measured.at(-1) ?? { p99: Number.NaN };
    return {
      findings: [
        withoutPeer({
          what: 'search for places in the process, p99',
          number: microseconds(p99),
          goal: `≤ ${microseconds(goalMs)}`,
          isMet: p99 <= goalMs,
        }),
      ],
      details: tableText({
        head: ['65 places in', 'p50', 'p99', `searches with ${concurrency} at a time`],
        rows: measured.map(({ way, p50, p99: slow, rate }) => [
          way,
          microseconds(p50),
          microseconds(slow),
          perSecond(rate),
        ]),
      }),
      invariants: 'all ways found the same',
      limits:
        'Everything runs on one machine: a network would add its round trip to MongoDB and Redis, and nothing to the process.',
    };
  },
};
