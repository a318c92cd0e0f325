import { expect, it } from '@jest/globals';
import { keepPendingReservation, takePendingReservation } from './pending-reservation.ts';

function givenStore() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}

it('a reservation goes on after the sign-in, once and only for its ticket', () => {
  const store = givenStore();
  keepPendingReservation(store, 't1', 0);
  expect(takePendingReservation(store, 't1', 60_000)).toBe(true);
  expect(takePendingReservation(store, 't1', 60_000)).toBe(false);

  keepPendingReservation(store, 't1', 0);
  expect(takePendingReservation(store, 't2', 60_000)).toBe(false);
});

it('a reservation is not continued much later, nor from what can’t be read', () => {
  const store = givenStore();
  keepPendingReservation(store, 't1', 0);
  expect(takePendingReservation(store, 't1', 3_600_000)).toBe(false);
  store.setItem('reserve-after-sign-in', '{');
  expect(takePendingReservation(store, 't1', 0)).toBe(false);
});
