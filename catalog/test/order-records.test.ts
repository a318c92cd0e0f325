import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { someUser } from '@ticketing/testing/api';
import { itShowsRecordsToOperatorsOnly, recordsIn } from '@ticketing/testing/operations';
import { type CatalogFixture, startCatalog } from './catalog-fixture.ts';

let catalog: CatalogFixture;
beforeAll(async () => {
  catalog = await startCatalog();
});
afterAll(() => catalog.stop());

itShowsRecordsToOperatorsOnly(() => catalog.api);

it('shows a party’s entry and refunds, without ticket numbers and an organiser’s words', async () => {
  const hall = await catalog.givenHall();
  const { id: performanceId } = await catalog.givenPublished(hall);
  const [orderId, sagaId] = [randomUUID(), randomUUID()];
  const places = [{ seatId: 'stalls:A:1', sectionId: 'stalls', label: 'Stalls, row A, seat 1' }];
  const entry = { sagaId, correlationId: `${sagaId}:1`, orderId, userId: someUser().id, performanceId, places };
  await catalog.deliver('bookings.entry.requested.v1', entry);
  await catalog.deliver('bookings.issue.requested.v1', { sagaId, correlationId: `${sagaId}:2` });
  const reason = 'Ms Lovelace is ill';
  const refund = { orderId, seats: ['stalls:A:1'], reason };
  const asked = await catalog.send('POST', `/api/performances/${performanceId}/refunds`, hall.owner, refund);
  const { id: refundId } = asked.body as { id: string };

  const records = await recordsIn(catalog.api, { orderId });
  expect(records).toMatchObject({
    state: 'issued',
    rows: [
      { kind: 'manifest', id: sagaId, fields: { state: 'issued', tickets: 1, seatIds: ['stalls:A:1'] } },
      { kind: 'refunds', id: refundId, fields: { state: 'requested', performanceId } },
    ],
    written: [{ topic: 'catalog.refund.requested.v1', key: orderId }],
  });
  const stored = await catalog.connection
    .collection<{ _id: string; ticketNumbers: string[] }>('manifest')
    .findOne({ _id: sagaId });
  const [number] = stored?.ticketNumbers ?? [];
  expect(number).toMatch(/-01$/);
  for (const secret of [reason, number ?? '']) expect(JSON.stringify(records)).not.toContain(secret);
});
