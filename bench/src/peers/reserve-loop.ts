// Replaces pgbench if it is not installed: the same statements over the same number of connections, which are always busy.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { closedLoop } from '../load/closed-loop.ts';
import { report } from './report.ts';
import { filled, type Place, type ReservationLimits, reservationStatement } from './reservation-statement.ts';

export interface ReserveLoopInput {
  databaseUrl: string;
  connections: number;
  limits: ReservationLimits;
  /** Either all reserve one ticket for a fixed time, or each row of `bench_wanted` is reserved once. */
  work: { ticket: string; buyer: string; seconds: number } | { count: number };
}

const { databaseUrl, connections, limits, work } = JSON.parse(process.argv[2] ?? '{}') as ReserveLoopInput;
const statement = await reservationStatement(limits);
const text = filled(statement, (_place, index) => `$${index + 1}`);
const pool = new pg.Pool({ connectionString: databaseUrl, max: connections });
const reserve = (wanted: { ticket: string; buyer: string }) => {
  const valueIn = (place: Place) => {
    if (typeof place === 'object') return place.constant;
    return place === 'order' || place === 'event' ? randomUUID() : wanted[place];
  };
  return pool.query({ name: 'reserve', text, values: statement.places.map(valueIn) });
};
const reserveRow = async (n: number) => {
  const lookUp = { name: 'wanted', text: 'SELECT ticket, buyer FROM bench_wanted WHERE n = $1', values: [n] };
  const { rows } = await pool.query<{ ticket: string; buyer: string }>(lookUp);
  if (rows[0]) await reserve(rows[0]);
};

let next = 0;
const until = performance.now() + ('seconds' in work ? work.seconds * 1_000 : 0);
const { done, seconds } = await closedLoop(connections, () => {
  if ('ticket' in work) return performance.now() < until ? reserve(work) : null;
  next += 1;
  return next <= work.count ? reserveRow(next - 1) : null;
});
await pool.end();
await report({ perSecond: done / seconds });
