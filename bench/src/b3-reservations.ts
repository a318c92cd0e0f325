import { pause } from '@ticketing/common/backoff';
import { withPostgres } from '@ticketing/e2e/postgres';
import { type Bench, type BenchContext, compare } from './bench.ts';
import { InvariantBroken } from './invariant.ts';
import { closedLoop } from './load/closed-loop.ts';
import { createHttpClient } from './load/http-client.ts';
import { listTickets } from './load/listings.ts';
import { type Buyer, createBuyers } from './load/sessions.ts';
import { type OwnStack, withOwnStack } from './parts/own-stack.ts';
import { checkMarketplace, whenQuiet } from './parts/when-quiet.ts';
import { hasPgbench, reserveByPeer } from './peers/pgbench.ts';
import type { ReserveLoopInput } from './peers/reserve-loop.ts';
import { mean, perSecond } from './statistics.ts';

/** The same as the service's PostgreSQL connections for requests. */
const connections = 20;
/** The default of orders; longer than the measurement. */
const limits = { ttlSeconds: 3_600, maxUnpaid: 10, maxOfSubscriber: 1_000_000, maxHeldMs: 5_400_000 };
const rounds = 2;
const warmUpSeconds = 2;

interface Wanted {
  ticket: string;
  buyer: Buyer;
}

interface Shop {
  databaseUrl: string;
  /** Retries when the response asks for it. @returns the response's status and code */
  reserve(wanted: Wanted): Promise<string>;
  /** Number of retries. */
  retryCount(): number;
  whenQuiet(): Promise<void>;
}

interface Measured {
  ours: number[];
  peer: number[];
}

/** The service without the gateway, which adds the same time to every request. */
function openShop({ system }: OwnStack) {
  const client = createHttpClient(system.urlOf('orders'), { maxConnections: connections });
  let retryCount = 0;
  const shop: Shop = {
    databaseUrl: system.addresses.databases.orders,
    async reserve({ ticket, buyer }) {
      const call = { cookie: buyer.cookie, body: { ticketId: ticket } };
      for (;;) {
        const answer = await client.send<{ errors?: { code?: string }[] }>('POST', '/api/orders', call);
        if (answer.status === 201) return '201';
        if (answer.status !== 503) return `${answer.status} ${answer.body.errors?.[0]?.code}`;
        retryCount += 1;
        await pause(answer.retryAfterMs ?? 1_000);
      }
    },
    retryCount: () => retryCount,
    whenQuiet: () => whenQuiet(system),
  };
  return { shop, close: client.close };
}

/** All buyers request the same ticket, so nearly all are refused. */
async function hotRate(shop: Shop, ticket: string, buyers: readonly Buyer[], seconds: number): Promise<number> {
  const refused = '400 ticket_reserved';
  const one = async (n: number) => {
    const answer = await shop.reserve({ ticket, buyer: buyers[n % buyers.length] as Buyer });
    if (answer !== '201' && answer !== refused) throw new InvariantBroken(`a reservation got the response ${answer}`);
  };
  const during = (forSeconds: number) => {
    const until = performance.now() + forSeconds * 1_000;
    let n = 0;
    return closedLoop(connections, () => {
      n += 1;
      return performance.now() < until ? one(n) : null;
    });
  };
  await during(warmUpSeconds);
  const loop = await during(seconds);
  return loop.done / loop.seconds;
}

/** Every buyer gets a ticket. */
async function spreadRate(shop: Shop, wanted: readonly Wanted[]): Promise<number> {
  const one = async (next: Wanted) => {
    const answer = await shop.reserve(next);
    if (answer !== '201') throw new InvariantBroken(`a reservation of an available ticket got the response ${answer}`);
  };
  let n = 0;
  const loop = await closedLoop(connections, () => {
    const next = wanted[n];
    n += 1;
    return next ? one(next) : null;
  });
  return loop.done / loop.seconds;
}

/** Records the peer's reservations. */
const writeWanted = (databaseUrl: string, wanted: readonly Wanted[]): Promise<void> =>
  withPostgres(databaseUrl, async (client) => {
    await client.query('CREATE TABLE IF NOT EXISTS bench_wanted (n int PRIMARY KEY, ticket text, buyer text)');
    await client.query('TRUNCATE bench_wanted');
    await client.query(
      `INSERT INTO bench_wanted SELECT ordinality - 1, ticket, buyer
       FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS wanted (ticket, buyer)`,
      [wanted.map(({ ticket }) => ticket), wanted.map(({ buyer }) => buyer.id)],
    );
    await client.query('ANALYZE bench_wanted');
  });

interface Turns {
  what: string;
  /** @param round from 0. @returns reservations per second */
  ours(round: number): Promise<number>;
  /** The peer's work in the same round. */
  peerWork(round: number): Promise<ReserveLoopInput['work']>;
}

/** Measures both in turns, on an idle marketplace. */
async function measureAlternately(shop: Shop, progress: (text: string) => void, { what, ours, peerWork }: Turns) {
  const measured: Measured = { ours: [], peer: [] };
  const { databaseUrl } = shop;
  for (let round = 0; round < rounds; round += 1) {
    progress(`round ${round + 1}: ${what}, then the peer`);
    const work = await peerWork(round);
    const rate = await ours(round);
    await shop.whenQuiet();
    const peerRate = await reserveByPeer({ databaseUrl, connections, limits, work });
    await shop.whenQuiet();
    progress(`${perSecond(rate)} beside ${perSecond(peerRate)}`);
    measured.ours.push(rate);
    measured.peer.push(peerRate);
  }
  return measured;
}

/** @param tickets two per round */
function measureHot(shop: Shop, tickets: readonly string[], context: BenchContext, buyers: readonly Buyer[]) {
  const seconds = context.isQuick ? 3 : 15;
  return measureAlternately(shop, context.progress, {
    what: 'one hot ticket',
    ours: (round) => hotRate(shop, tickets[2 * round] ?? '', buyers, seconds),
    peerWork: async (round) => ({ ticket: tickets[2 * round + 1] ?? '', buyer: buyers[0]?.id ?? '', seconds }),
  });
}

function measureSpread(shop: Shop, wanted: readonly Wanted[], context: BenchContext): Promise<Measured> {
  const share = wanted.length / (2 * rounds);
  const part = (index: number) => wanted.slice(index * share, (index + 1) * share);
  return measureAlternately(shop, context.progress, {
    what: `${share} tickets, one reservation each`,
    ours: (round) => spreadRate(shop, part(2 * round)),
    peerWork: async (round) => {
      await writeWanted(shop.databaseUrl, part(2 * round + 1));
      return { count: share };
    },
  });
}

/** @throws InvariantBroken when a ticket does not have exactly one order */
async function checkSales({ databaseUrl }: Shop, tickets: readonly string[]): Promise<void> {
  const { rows } = await withPostgres(databaseUrl, (client) =>
    client.query<{ ticket: string; orders: number }>(
      `SELECT ticket, count(orders.id)::int AS orders FROM unnest($1::text[]) AS ticket
       LEFT JOIN orders ON ticket_id = ticket GROUP BY ticket HAVING count(orders.id) <> 1`,
      [tickets],
    ),
  );
  if (rows[0])
    throw new InvariantBroken(`${rows.length} tickets are wrong; ${rows[0].ticket} has ${rows[0].orders} orders`);
}

/** Measures the rate of reservations. */
export const reservations: Bench = {
  name: 'b3',
  title: 'B3 · Reservations a second',
  run: (context) =>
    withOwnStack({ RESERVATION_TTL_SECONDS: String(limits.ttlSeconds) }, async (stack) => {
      const { shop, close } = openShop(stack);
      const newBuyer = createBuyers(stack.jwtKey);
      const count = context.isQuick ? 400 : 10_000;
      context.progress(`listing ${2 * count} tickets`);
      const tickets = await listTickets(stack.system, 2 * rounds + 2 * count, context.progress);
      const [hot, spread] = [tickets.slice(0, 2 * rounds), tickets.slice(2 * rounds)];
      // One per buyer and turn.
      const buyers = Array.from({ length: spread.length / 4 }, newBuyer);
      const wanted = spread.map((ticket, n) => ({ ticket, buyer: buyers[n % buyers.length] as Buyer }));
      await shop.whenQuiet();

      const some = Array.from({ length: connections }, newBuyer);
      const measured = {
        hot: await measureHot(shop, hot, context, some),
        spread: await measureSpread(shop, wanted, context),
      };
      close();
      await checkSales(shop, tickets);
      await withPostgres(shop.databaseUrl, (client) => client.query('DROP TABLE bench_wanted'));
      await checkMarketplace(stack.system);

      const peer = hasPgbench() ? 'pgbench' : 'a loop of Node’s pg instead of pgbench,';
      const line = (what: string, { ours, peer: others }: Measured, atLeast: number) =>
        compare({
          what: `${what}, ${connections} connections; peer: ${peer} with the same SQL`,
          ours: mean(ours),
          peer: mean(others),
          unit: perSecond,
          atLeast,
        });
      return {
        findings: [
          line('one hot ticket, responses per second', measured.hot, 0.7),
          line(`${count.toLocaleString('en-US')} tickets, one reservation each`, measured.spread, 0.25),
        ],
        invariants:
          `each of the ${tickets.length.toLocaleString('en-US')} tickets has exactly one order, ` +
          `and the invariants’ checker finds nothing; ${shop.retryCount()} requests were asked to retry and did`,
        limits: limitsText,
      };
    }),
};

const limitsText =
  'Requests go directly to the orders service, not through the gateway, without an Idempotency-Key. The tickets are listed ' +
  'over the API. The peer runs on the same database: for the hot ticket the reservation statement alone, for the many ' +
  'also a lookup by key instead of the session’s. A refusal is one statement that writes nothing; a reservation waits for ' +
  'the disk, and its events, the peer’s as well as ours, keep the relays and three consumers busy meanwhile. The service ' +
  'has one thread, and its clients use the other core.';
