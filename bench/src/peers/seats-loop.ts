// Reserves neighbouring seats the two ways that are usual: each seat locked after the other, or the first ones that nobody has locked.
// Raw SQL over connections that are always busy; an order and an event are written in the same transaction, as ours does.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { closedLoop } from '../load/closed-loop.ts';
import { report } from './report.ts';

export interface SeatsLoopInput {
  databaseUrl: string;
  connections: number;
  way: 'row by row' | 'skip locked';
  seats: number;
  parties: number;
  partySize: number;
}

const input = JSON.parse(process.argv[2] ?? '{}') as SeatsLoopInput;
const pool = new pg.Pool({ connectionString: input.databaseUrl, max: input.connections });
await pool.query('DROP TABLE IF EXISTS bench_seats, bench_orders, bench_events');
await pool.query('CREATE TABLE bench_seats (n int PRIMARY KEY, order_id uuid)');
await pool.query('CREATE TABLE bench_orders (id uuid PRIMARY KEY, seats int[])');
await pool.query('CREATE TABLE bench_events (id uuid PRIMARY KEY, payload jsonb)');
await pool.query('INSERT INTO bench_seats SELECT generate_series(1, $1::int)', [input.seats]);
await pool.query('CREATE INDEX ON bench_seats (n) WHERE order_id IS NULL');
await pool.query('ANALYZE bench_seats');

type Claim = (client: pg.PoolClient, orderId: string) => Promise<number[] | null>;

/** The first seats are read, and then locked one by one. Null when another party was faster. */
const rowByRow: Claim = async (client, orderId) => {
  const free = await client.query<{ n: number }>({
    name: 'free',
    text: 'SELECT n FROM bench_seats WHERE order_id IS NULL ORDER BY n LIMIT $1',
    values: [input.partySize],
  });
  for (const { n } of free.rows) {
    const locked = { name: 'lock', text: 'SELECT order_id FROM bench_seats WHERE n = $1 FOR UPDATE', values: [n] };
    const { rows } = await client.query<{ order_id: string | null }>(locked);
    if (rows[0]?.order_id !== null) return null;
    await client.query({
      name: 'take',
      text: 'UPDATE bench_seats SET order_id = $1 WHERE n = $2',
      values: [orderId, n],
    });
  }
  return free.rows.map(({ n }) => n);
};

const skipLocked: Claim = async (client, orderId) => {
  const { rows } = await client.query<{ n: number }>({
    name: 'claim',
    text: `UPDATE bench_seats SET order_id = $1 WHERE n IN (
      SELECT n FROM bench_seats WHERE order_id IS NULL ORDER BY n LIMIT $2 FOR UPDATE SKIP LOCKED) RETURNING n`,
    values: [orderId, input.partySize],
  });
  return rows.map(({ n }) => n);
};

const claim = input.way === 'row by row' ? rowByRow : skipLocked;

async function reserve(): Promise<void> {
  const client = await pool.connect();
  try {
    for (;;) {
      const orderId = randomUUID();
      await client.query('BEGIN');
      const seats = await claim(client, orderId);
      if (!seats) {
        await client.query('ROLLBACK');
        continue;
      }
      const order = { name: 'order', text: 'INSERT INTO bench_orders VALUES ($1, $2)', values: [orderId, seats] };
      await client.query(order);
      const event = { name: 'event', text: 'INSERT INTO bench_events VALUES ($1, $2)', values: [orderId, { seats }] };
      await client.query(event);
      await client.query('COMMIT');
      return;
    }
  } finally {
    client.release();
  }
}

let begun = 0;
const { done, seconds } = await closedLoop(input.connections, () => {
  begun += 1;
  return begun <= input.parties ? reserve() : null;
});
await pool.query('DROP TABLE bench_seats, bench_orders, bench_events');
await pool.end();
await report({ perSecond: (done * input.partySize) / seconds });
