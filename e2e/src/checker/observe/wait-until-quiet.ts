import { pause } from '@ticketing/common/backoff';
import type { TopicRange } from '@ticketing/common/kafka';
import type { Addresses } from '../addresses.ts';
import { judgeLag, judgePayments, judgeSlots } from '../i6-quiet.ts';
import { type Violation, violationOf } from '../violation.ts';
import { areSame } from './observe.ts';
import { readEnds, readPositions, withBroker } from './read-broker.ts';
import { countPending, readUnfinishedPayments } from './read-mongo.ts';
import { readOpenCancellations, readSlots } from './read-postgres.ts';

const violation = violationOf('I6');
const pollIntervalMs = 500;

interface Reading {
  unsettled: Violation[];
  /** null when the broker is unavailable. */
  ends: TopicRange[] | null;
}

/**
 * Waits until no work is left: no pending row, no lag, no open payment, no question about a cancelled performance, and nothing
 * published between two readings.
 * @returns the remaining work after the timeout, as violations of I6; empty when the system is quiet
 */
export async function waitUntilQuiet(
  addresses: Addresses,
  { timeoutMs = 60_000 }: { timeoutMs?: number } = {},
): Promise<Violation[]> {
  const deadline = performance.now() + timeoutMs;
  for (let before: Reading | null = null; ; ) {
    const now = await read(addresses);
    const isStill = before?.ends && now.ends && areSame(before.ends, now.ends);
    // An event in transit between two parts is in none of their counts; the next reading finds it.
    if (isStill && before?.unsettled.length === 0 && now.unsettled.length === 0) return [];
    if (performance.now() >= deadline)
      return now.unsettled.length > 0 ? now.unsettled : [violation('events are still being published', {})];
    before = now;
    await pause(pollIntervalMs);
  }
}

async function read(addresses: Addresses): Promise<Reading> {
  const [positions, pending, payments, slots, cancellations] = await Promise.allSettled([
    withBroker(addresses, async (admin) => {
      const ends = await readEnds(admin);
      return { ends, positions: await readPositions(admin, ends) };
    }),
    countPending(addresses),
    readUnfinishedPayments(addresses),
    readSlots(addresses),
    readOpenCancellations(addresses),
  ]);
  return {
    ends: positions.status === 'fulfilled' ? positions.value.ends : null,
    unsettled: [
      ...judged('Kafka', positions, (found) => judgeLag(found.positions)),
      ...judged('MongoDB', pending, (found) =>
        found
          .filter((outbox) => outbox.pending > 0)
          .map((outbox) => violation('outbox rows are still pending', outbox)),
      ),
      ...judged('MongoDB', payments, judgePayments),
      ...judged('PostgreSQL', slots, (found) => [
        ...judgeSlots(found),
        ...Object.entries(found)
          .map(([service, slot]) => ({ service, rows: slot?.unconfirmedRows ?? 0 }))
          .filter(({ rows }) => rows > 0)
          .map((unconfirmed) => violation('outbox rows are not confirmed by the slot', unconfirmed)),
      ]),
      ...judged('PostgreSQL', cancellations, (found) =>
        found.map((open) => violation('the saga of a cancelled performance has not completed', open)),
      ),
    ],
  };
}

/** An unavailable part is not quiet. */
const judged = <T>(part: string, result: PromiseSettledResult<T>, judge: (found: T) => Violation[]): Violation[] =>
  result.status === 'fulfilled'
    ? judge(result.value)
    : [violation('a part of the system is unavailable', { part, error: String(result.reason) })];
