import { expect, it } from '@jest/globals';
import { keepPendingParty, takePendingParty } from './pending-party.ts';

function someStore() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}
const party = {
  request: { bestAvailable: { quantity: 4, categoryId: 'gold' } },
  choice: { seatIds: ['st:A:1'], standing: null },
  names: ['Ada Lovelace', '', '', ''],
};

it('returns what was to be reserved, once', () => {
  const store = someStore();
  keepPendingParty(store, 'p1', party, 0);
  expect(takePendingParty(store, 'p1', 60_000)).toEqual(party);
  expect(takePendingParty(store, 'p1', 60_000)).toBeNull();
});

it('keeps the best seats that a party has chosen for its journey', () => {
  const store = someStore();
  const best = { quantity: 2, categoryId: 'second', accessible: true };
  const journey = { ...party, request: { bestAvailable: best }, choice: { seatIds: [], standing: null, best } };
  keepPendingParty(store, 'p1', journey, 0);
  expect(takePendingParty(store, 'p1', 0)).toEqual(journey);
});

it('forgets it for another performance, after a quarter of an hour, and when it is damaged', () => {
  const store = someStore();
  keepPendingParty(store, 'p1', party, 0);
  expect(takePendingParty(store, 'p2', 0)).toBeNull();
  keepPendingParty(store, 'p1', party, 0);
  expect(takePendingParty(store, 'p1', 15 * 60_000)).toBeNull();
  store.setItem('reserve-party-after-sign-in', '{"performanceId":"p1","atMs":0,"choice":[]}');
  expect(takePendingParty(store, 'p1', 0)).toBeNull();
  store.setItem('reserve-party-after-sign-in', '{');
  expect(takePendingParty(store, 'p1', 0)).toBeNull();
});
