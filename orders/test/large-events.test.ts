import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { maxMessageBytes } from '@ticketing/contracts';
import { insertReservation } from '../src/store/ticket-reservation.ts';
import { type CdcFixture, startCdc, unlimited } from './cdc-fixture.ts';

let cdc: CdcFixture;
beforeAll(async () => {
  cdc = await startCdc(async () => undefined);
}, 300_000);
afterAll(() => cdc?.stop(), 60_000);

async function givenOrder(title: string): Promise<string> {
  const [ticketId, orderId] = [randomBytes(12).toString('hex'), randomUUID()];
  const ticket = { id: ticketId, title, priceMinor: 1999, currency: 'USD', userId: 'seller' };
  await cdc.database.ticket.create({ data: ticket });
  await insertReservation(cdc.database, { orderId, ticketId, userId: 'buyer', ttlSeconds: 900, ...unlimited });
  return orderId;
}

it('publishes an event whose JSON exceeds the event topic’s limit, and the next one', async () => {
  // Six bytes each as JSON, one as Avro.
  const title = '\u0001'.repeat(250_000);
  expect(JSON.stringify(title).length).toBeGreaterThan(maxMessageBytes.event);
  const orderIds = [await givenOrder(title), await givenOrder('Concert')];
  const events = (await cdc.waitForEvents(orderIds, 4)).filter(({ topic }) => topic.endsWith('.v1'));

  expect(events.map(({ key }) => key).toSorted()).toEqual(orderIds.toSorted());
  expect(events.find(({ key }) => key === orderIds[0])?.event).toMatchObject({ ticket: { title } });
}, 120_000);
