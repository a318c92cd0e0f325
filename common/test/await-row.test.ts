import { expect, it } from '@jest/globals';
import { createArrivals, createAwaitRow } from '@ticketing/common/consuming';

const topic = 'orders.order.created.v1';

/** A database in which one row appears later; counts its reads. */
function givenRow() {
  let row: string | null = null;
  let reads = 0;
  return {
    find: async () => {
      reads += 1;
      return row;
    },
    insert: () => {
      row = 'the row';
    },
    reads: () => reads,
  };
}

interface Given {
  isCaughtUp?: () => Promise<boolean>;
  isAssignedHere?: boolean;
  isSigned?: boolean;
}
function given({ isCaughtUp = async () => true, isAssignedHere = true, isSigned = false }: Given = {}) {
  const arrivals = createArrivals();
  const consumer = { isCaughtUp, isAssignedHere: () => isAssignedHere };
  const awaitRow = createAwaitRow({ arrivals, consumer, isSigned: () => isSigned, withinMs: 300 });
  return { arrivals, awaitRow };
}

it('finds an existing row immediately', async () => {
  const [{ awaitRow }, row] = [given(), givenRow()];
  row.insert();
  expect(await awaitRow({ topic, key: 'a', find: row.find })).toBe('the row');
  expect(row.reads()).toBe(1);
});

it('finds a row when its event is applied, without polling', async () => {
  const [{ arrivals, awaitRow }, row] = [given(), givenRow()];
  const found = awaitRow({ topic, key: 'a', find: row.find });
  arrivals.notify(topic, 'another');
  row.insert();
  arrivals.notify(topic, 'a');
  expect(await found).toBe('the row');
  expect(row.reads()).toBe(2);
});

it('finds a row that another replica applies', async () => {
  const [{ awaitRow }, row] = [given({ isAssignedHere: false }), givenRow()];
  const found = awaitRow({ topic, key: 'a', find: row.find });
  row.insert();
  expect(await found).toBe('the row');
});

it('returns null when every event is applied and the row is missing', async () => {
  expect(await given().awaitRow({ topic, key: 'a', find: givenRow().find })).toBeNull();
});

it.each<[string, Given]>([
  ['the consumer lags', { isCaughtUp: async () => false }],
  ['the broker does not respond', { isCaughtUp: () => Promise.reject(new Error('unavailable')) }],
  ['the id is signed', { isSigned: true }],
])('throws not_caught_up when %s', async (_, circumstances) => {
  await expect(given(circumstances).awaitRow({ topic, key: 'a', find: givenRow().find })).rejects.toMatchObject({
    kind: 'not_ready',
    code: 'not_caught_up',
    retryAfterSeconds: 1,
  });
});
