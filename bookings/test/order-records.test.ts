import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { someUser } from '@ticketing/testing/api';
import { itShowsRecordsToOperatorsOnly, recordsIn } from '@ticketing/testing/operations';
import { type BookingsFixture, impatientMs, startBookings } from './bookings-fixture.ts';

let bookings: BookingsFixture;
beforeAll(async () => {
  bookings = await startBookings({ waitMs: impatientMs });
});
afterAll(() => bookings.stop());

itShowsRecordsToOperatorsOnly(() => bookings.api);

it('shows the saga of an order’s booking and its commands, without the passengers', async () => {
  const buyer = someUser();
  const body = {
    ...{ performanceId: randomBytes(12).toString('hex'), seats: ['coach-1:1:1'] },
    passengers: [{ name: 'Ada Lovelace' }],
  };
  const { body: booking } = await bookings.api.request('POST', '/api/bookings', { as: buyer, body });
  const { id } = booking as { id: string };
  const orderOf = async () => {
    await bookings.answerAll();
    const [row] = await bookings.database.$queryRaw<{ orderId: string | null }[]>`
      SELECT data->'order'->>'id' AS "orderId" FROM sagas WHERE id = ${id}::uuid`;
    return row?.orderId ?? null;
  };
  const orderId = (await waitFor(orderOf, { timeoutMs: 10_000 })) ?? '';

  const records = await recordsIn(bookings.api, { orderId });
  expect(records).toMatchObject({
    state: 'running',
    rows: [{ kind: 'sagas', id, fields: { definition: 'book-journey' } }],
  });
  expect(records?.written.map(({ topic, key }) => `${topic} ${key}`)).toContain(`bookings.seats.requested.v1 ${id}`);
  expect(JSON.stringify(records)).not.toContain('Lovelace');
});
