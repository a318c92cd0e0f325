import { expect, it, jest } from '@jest/globals';
import type { Database } from './database.ts';
import type { Reservation } from './ticket-reservation.ts';
import { createTicketTurns } from './ticket-turns.ts';

/** Turns at tickets of which those in `held` are held, and the lookups that were made. */
function givenTurns(held: string[] = []) {
  const lookups = jest.fn((_texts: unknown, ids: string[]) => ids.filter((id) => held.includes(id)));
  const $queryRaw = async (texts: unknown, ids: string[]) => lookups(texts, ids).map((id) => ({ id }));
  const turns = createTicketTurns({ database: { $queryRaw } as unknown as Pick<Database, '$queryRaw'> });
  return { turns, lookups };
}

/** An attempt that ends when it is told to. */
function someAttempt() {
  const { promise, resolve, reject } = Promise.withResolvers<Reservation>();
  return { attempt: jest.fn(() => promise), end: resolve, fail: reject };
}
const lost: Reservation = { outcome: 'lost' };

it('lets one attempt at a ticket run at a time, and attempts at other tickets beside it', async () => {
  const { turns } = givenTurns();
  const [first, second, other] = [someAttempt(), someAttempt(), someAttempt()];
  const taken = [
    turns.take('a', first.attempt),
    turns.take('a', second.attempt),
    turns.take('another', other.attempt),
  ] as const;
  expect(first.attempt).toHaveBeenCalled();
  expect(other.attempt).toHaveBeenCalled();
  expect(second.attempt).not.toHaveBeenCalled();

  first.end(lost);
  second.end(lost);
  other.end(lost);
  expect(await Promise.all(taken)).toEqual([lost, lost, lost]);
  expect(second.attempt).toHaveBeenCalledTimes(1);
});

it('fails everybody who waits for an attempt that fails, and lets the next one try', async () => {
  const { turns, lookups } = givenTurns();
  const [first, second, third] = [someAttempt(), someAttempt(), someAttempt()];
  const taken = [turns.take('a', first.attempt), turns.take('a', second.attempt)];
  first.fail(new Error('unavailable'));
  for (const turn of taken) await expect(turn).rejects.toThrow('unavailable');
  expect(second.attempt).not.toHaveBeenCalled();

  third.end(lost);
  expect(await turns.take('a', third.attempt)).toEqual(lost);
  expect(lookups).not.toHaveBeenCalled();
});

it('asks whether a ticket that was found held still is, and about no other', async () => {
  const held = ['a'];
  const { turns, lookups } = givenTurns(held);
  const take = (ticketId: string, reservation: Reservation) => turns.take(ticketId, async () => reservation);
  await take('a', { outcome: 'held' });
  await take('another', lost);
  expect(lookups).not.toHaveBeenCalled();

  expect(await take('a', lost)).toEqual({ outcome: 'held' });
  held.pop();
  expect(await take('a', lost)).toEqual(lost);
  expect(lookups).toHaveBeenCalledTimes(2);
});
