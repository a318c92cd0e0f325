import { pause } from '@ticketing/common/backoff';
import type { Addresses } from '../addresses.ts';
import { judgeLag, judgePayments, judgeSlot } from '../i6-quiet.ts';
import { type Violation, violationOf } from '../violation.ts';
import { areSame } from './observe.ts';
import { readEnds, readPositions, withBroker } from './read-broker.ts';
import { countPending, readUnfinishedPayments } from './read-mongo.ts';
import { readSlot } from './read-orders.ts';
import type { PartitionRange } from './read-topics.ts';

const violation = violationOf('I6');
const lookEveryMs = 500;

interface Look {
  unrest: Violation[];
  /** null when the broker could not be asked. */
  ends: PartitionRange[] | null;
}

/**
 * Waits until nothing is left to do: no pending row, no lag, no open payment, and between two looks nothing was published.
 * @returns what is not quiet when the time is over, as violations of I6; nothing when all is
 */
export async function waitUntilQuiet(
  addresses: Addresses,
  { timeoutMs = 60_000 }: { timeoutMs?: number } = {},
): Promise<Violation[]> {
  const deadline = performance.now() + timeoutMs;
  for (let before: Look | null = null; ; ) {
    const now = await look(addresses);
    const isStill = before?.ends && now.ends && areSame(before.ends, now.ends);
    // News may be between two parts and in none of their counts; then it shows at the next look.
    if (isStill && before?.unrest.length === 0 && now.unrest.length === 0) return [];
    if (performance.now() >= deadline)
      return now.unrest.length > 0 ? now.unrest : [violation('events are still being published', {})];
    before = now;
    await pause(lookEveryMs);
  }
}

async function look(addresses: Addresses): Promise<Look> {
  const [positions, pending, payments, slot] = await Promise.allSettled([
    withBroker(addresses, async (admin) => {
      const ends = await readEnds(admin);
      return { ends, positions: await readPositions(admin, ends) };
    }),
    countPending(addresses),
    readUnfinishedPayments(addresses),
    readSlot(addresses.databases.orders),
  ]);
  return {
    ends: positions.status === 'fulfilled' ? positions.value.ends : null,
    unrest: [
      ...judged('Kafka', positions, (found) => judgeLag(found.positions)),
      ...judged('MongoDB', pending, (found) =>
        found
          .filter((outbox) => outbox.pending > 0)
          .map((outbox) => violation('outbox rows are still pending', outbox)),
      ),
      ...judged('MongoDB', payments, judgePayments),
      ...judged('PostgreSQL', slot, (found) => [
        ...judgeSlot(found),
        ...(found && found.unconfirmedRows > 0
          ? [violation('outbox rows are not confirmed by the slot', { rows: found.unconfirmedRows })]
          : []),
      ]),
    ],
  };
}

/** What can't be asked is not quiet. */
const judged = <T>(part: string, result: PromiseSettledResult<T>, judge: (found: T) => Violation[]): Violation[] =>
  result.status === 'fulfilled'
    ? judge(result.value)
    : [violation('a part of the system does not answer', { part, error: String(result.reason) })];
