import { randomBytes } from 'node:crypto';
import { pause } from '@ticketing/common/backoff';
import { inTransaction } from '@ticketing/common/postgres';
import { withPostgres } from '@ticketing/e2e/postgres';
import { openDatabase } from '../../orders/src/store/database.ts';
import { insertPerformances } from '../../orders/src/store/performance-store.ts';
import { type Bench, type BenchContext, compare, withoutPeer } from './bench.ts';
import { InvariantBroken } from './invariant.ts';
import { closedLoop } from './load/closed-loop.ts';
import { createHttpClient, type HttpClient } from './load/http-client.ts';
import { openLoop } from './load/open-loop.ts';
import { type Buyer, createBuyers } from './load/sessions.ts';
import { type OwnStack, withOwnStack } from './parts/own-stack.ts';
import { runPeer } from './parts/run-program.ts';
import { checkMarketplace, whenQuiet } from './parts/when-quiet.ts';
import type { SeatsLoopInput } from './peers/seats-loop.ts';
import { mean, ms, perSecond, quantile } from './statistics.ts';

/** The same as the service's PostgreSQL connections for requests. */
const connections = 20;
const partySize = 2;
const rowCount = 200;
const rowLength = 100;
const rounds = 2;

/** Puts an arena of 20,000 seats on sale. @returns its id */
async function openSale(databaseUrl: string): Promise<string> {
  const id = randomBytes(12).toString('hex');
  const seats = Array.from({ length: rowLength }, (_, x) => ({
    ...{ number: String(x + 1), x },
    ...{ isAccessible: false, hasRestrictedView: false },
  }));
  const rows = Array.from({ length: rowCount }, (_, n) => ({ label: String(n + 1), categoryId: 'a', seats }));
  const database = openDatabase(databaseUrl);
  const performance = {
    ...{ id, organiserId: id, kind: 'performance', title: 'A large arena', timeZone: 'UTC', currency: 'USD' },
    ...{
      startsAt: Date.now() + 86_400_000,
      saleStartsAt: null,
      saleEndsAt: null,
      maxParty: 8,
      heldBack: [],
      version: 0,
    },
    categories: [{ id: 'a', name: 'A', price: 5_000 }],
    sections: [{ id: 'arena', name: 'Arena', rows, standing: null }],
  };
  await inTransaction(database, (tx) => insertPerformances(tx, [performance]));
  await database.$disconnect();
  return id;
}

interface Sale {
  /** Seats per second. */
  rate: number;
  /** Answers of the seat map meanwhile, milliseconds. */
  mapMs: number[];
}

/** A buyer takes the best seats for two. */
const reserveFrom =
  (client: HttpClient, performanceId: string) =>
  async ({ cookie }: Buyer) => {
    const body = { performanceId, bestAvailable: { quantity: partySize } };
    for (;;) {
      const answer = await client.send('POST', '/api/orders', { cookie, body });
      if (answer.status === 201) return;
      if (answer.status !== 503) throw new InvariantBroken(`a party got the response ${answer.status}`);
      await pause(answer.retryAfterMs ?? 1_000);
    }
  };

/** Looks at the map again and again while something happens. @returns the times of the answers, milliseconds */
async function lookDuring(client: HttpClient, performanceId: string, selling: Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  let isSelling = true;
  const end = () => {
    isSelling = false;
  };
  selling.then(end, end);
  while (isSelling) {
    const before = performance.now();
    await client.send('GET', `/api/orders/performances/${performanceId}/seats`);
    times.push(performance.now() - before);
    await pause(50);
  }
  return times;
}

/** All buyers, as fast as they are served. */
async function sell(client: HttpClient, performanceId: string, buyers: readonly Buyer[]): Promise<Sale> {
  const reserve = reserveFrom(client, performanceId);
  let next = 0;
  const selling = closedLoop(connections, () => {
    const buyer = buyers[next];
    next += 1;
    return buyer ? reserve(buyer) : null;
  });
  const [{ done, seconds }, mapMs] = await Promise.all([selling, lookDuring(client, performanceId, selling)]);
  return { rate: (done * partySize) / seconds, mapMs };
}

/** Shares of the rate at which parties can be served, each for some seconds. */
const steps = [0.25, 0.5, 0.75] as const;
const secondsPerStep = 10;

interface Ramp {
  buyers: number;
  /** Answers of the seat map in the last step, milliseconds. */
  mapMs: number[];
}

/** More and more buyers come, up to three quarters of what can be served. @param rate parties per second that can be served */
async function ramp(client: HttpClient, performanceId: string, rate: number, newBuyer: () => Buyer): Promise<Ramp> {
  const reserve = reserveFrom(client, performanceId);
  const result: Ramp = { buyers: 0, mapMs: [] };
  for (const share of steps) {
    const buyers = Array.from({ length: Math.round(rate * share * secondsPerStep) }, newBuyer);
    const selling = openLoop(rate * share, buyers.length, async (n) => {
      const buyer = buyers[n];
      if (buyer) await reserve(buyer);
    });
    const [, mapMs] = await Promise.all([selling, lookDuring(client, performanceId, selling)]);
    result.buyers += buyers.length;
    result.mapMs = mapMs;
  }
  return result;
}

/** @throws InvariantBroken when a seat was sold twice, or a party has lost one */
async function checkSeats(databaseUrl: string, performanceId: string, parties: number): Promise<void> {
  const { rows } = await withPostgres(databaseUrl, (client) =>
    client.query<{ seats: number; different: number }>(
      'SELECT count(*)::int AS seats, count(DISTINCT seat_id)::int AS different FROM order_seats WHERE performance_id = $1 AND is_live',
      [performanceId],
    ),
  );
  const expected = parties * partySize;
  if (rows[0]?.seats !== expected || rows[0].different !== expected)
    throw new InvariantBroken(`${rows[0]?.seats} seats are sold, ${rows[0]?.different} different ones, of ${expected}`);
}

async function measure({ system, jwtKey }: OwnStack, { progress, isQuick }: BenchContext) {
  const databaseUrl = system.addresses.databases.orders;
  const client = createHttpClient(system.urlOf('orders'), { maxConnections: connections + 1 });
  const parties = isQuick ? 200 : 2_000;
  const measured = {
    ours: [] as number[],
    mapMs: [] as number[],
    rampedMs: [] as number[],
    buyers: 0,
    'row by row': [] as number[],
    'skip locked': [] as number[],
  };
  for (let round = 0; round < rounds; round += 1) {
    progress(`round ${round + 1}: ${parties} parties, then the peers`);
    const performanceId = await openSale(databaseUrl);
    const { rate, mapMs } = await sell(client, performanceId, Array.from({ length: parties }, createBuyers(jwtKey)));
    measured.ours.push(rate);
    measured.mapMs.push(...mapMs);
    await checkSeats(databaseUrl, performanceId, parties);
    await whenQuiet(system);
    const rampedId = await openSale(databaseUrl);
    const ramped = await ramp(client, rampedId, isQuick ? 20 : rate / partySize, createBuyers(jwtKey));
    measured.rampedMs.push(...ramped.mapMs);
    measured.buyers = ramped.buyers;
    await checkSeats(databaseUrl, rampedId, ramped.buyers);
    await whenQuiet(system);
    for (const way of ['row by row', 'skip locked'] as const) {
      const input: SeatsLoopInput = { databaseUrl, connections, way, seats: rowCount * rowLength, parties, partySize };
      measured[way].push((await runPeer<{ perSecond: number }>('seats-loop.ts', input)).perSecond);
    }
  }
  client.close();
  return { ...measured, parties };
}

/** Measures the rate at which parties get seats of one performance. */
export const seats: Bench = {
  name: 'b10',
  title: 'B10 · Seats a second',
  run: (context) =>
    withOwnStack({ RESERVATION_TTL_SECONDS: '3600' }, async (stack) => {
      const measured = await measure(stack, context);
      await checkMarketplace(stack.system);
      const line = (way: 'row by row' | 'skip locked') =>
        compare({
          what: `20,000 seats, ${measured.parties} parties of two over HTTP, ${connections} connections; peer: SQL alone, ${way}`,
          ours: mean(measured.ours),
          peer: mean(measured[way]),
          unit: perSecond,
          atLeast: 0.25,
        });
      const p95 = quantile(measured.rampedMs, 0.95);
      const saturated = ms(quantile(measured.mapMs, 0.95));
      return {
        findings: [
          line('row by row'),
          line('skip locked'),
          withoutPeer({
            what: `the free seats while ${measured.buyers} parties come, more and more, up to ¾ of that rate, p95 (while all come at once: ${saturated})`,
            number: ms(p95),
            goal: '≤ 100 ms',
            isMet: p95 <= 100,
          }),
        ],
        invariants: 'no seat is sold twice, every party has its two seats, and the invariants’ checker finds nothing',
        limits:
          'Requests go directly to the orders service. Ours finds neighbours in the best row and leaves no single seat; the peers take ' +
          'the first free seats. The peers run on the same database without HTTP, sessions and limits against hoarding, and their ' +
          'events go nowhere, while ours keep the relays and three consumers busy on the same two cores.',
      };
    }),
};
