import { expect, it } from '@jest/globals';
import { createArrivals, createAwaitRow } from '@ticketing/common/consuming';

const topic = 'orders.order.created.v1';

/** A database that one row comes into, and how often it was looked into. */
function givenRow() {
  let row: string | null = null;
  let looks = 0;
  return {
    look: async () => {
      looks += 1;
      return row;
    },
    insert: () => {
      row = 'the row';
    },
    looks: () => looks,
  };
}

interface Given {
  isPast?: () => Promise<boolean>;
  isReadHere?: boolean;
  isOurs?: boolean;
}
function given({ isPast = async () => true, isReadHere = true, isOurs = false }: Given = {}) {
  const arrivals = createArrivals();
  const consumer = { isPast, isReadHere: () => isReadHere };
  const awaitRow = createAwaitRow({ arrivals, consumer, isOurs: () => isOurs, withinMs: 300 });
  return { arrivals, awaitRow };
}

it('a row that is there is found at once', async () => {
  const [{ awaitRow }, row] = [given(), givenRow()];
  row.insert();
  expect(await awaitRow({ topic, key: 'a', look: row.look })).toBe('the row');
  expect(row.looks()).toBe(1);
});

it('a row that is on its way is found when its event is applied, without looking in between', async () => {
  const [{ arrivals, awaitRow }, row] = [given(), givenRow()];
  const found = awaitRow({ topic, key: 'a', look: row.look });
  arrivals.notify(topic, 'another');
  row.insert();
  arrivals.notify(topic, 'a');
  expect(await found).toBe('the row');
  expect(row.looks()).toBe(2);
});

it('a row that another replica applies is found, too', async () => {
  const [{ awaitRow }, row] = [given({ isReadHere: false }), givenRow()];
  const found = awaitRow({ topic, key: 'a', look: row.look });
  row.insert();
  expect(await found).toBe('the row');
});

it('there is no such row once everything is applied', async () => {
  expect(await given().awaitRow({ topic, key: 'a', look: givenRow().look })).toBeNull();
});

it.each<[string, Given]>([
  ['the consumer is behind', { isPast: async () => false }],
  ['the broker does not answer', { isPast: () => Promise.reject(new Error('away')) }],
  ['the id proves that there is one', { isOurs: true }],
])('a row may still come when %s', async (_, circumstances) => {
  await expect(given(circumstances).awaitRow({ topic, key: 'a', look: givenRow().look })).rejects.toMatchObject({
    kind: 'not_ready',
    code: 'not_caught_up',
    retryAfterSeconds: 1,
  });
});
