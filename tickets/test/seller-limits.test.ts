import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectMongo, mongoCounters } from '@ticketing/common/mongo';
import { codesOf, cookieOf, someUser, type TestUser, testJwtKey } from '@ticketing/testing/api';
import sharp from 'sharp';
import { listingWindowMs, maxOfNewSeller, pictureLimits } from '../src/domain/listing-limits.ts';
import { maxListingsPerHour, orderOf, startTickets, type TicketsFixture } from './tickets-fixture.ts';

let tickets: TicketsFixture;
beforeAll(async () => {
  tickets = await startTickets();
});
afterAll(() => tickets.stop());

const list = (as: TestUser, headers: Record<string, string> = {}) =>
  tickets.api.request('POST', '/api/tickets', { as, body: { title: 'Concert', price: 20 }, headers });

/** Counts uses as another replica does. */
async function useElsewhere(key: string[], windowMs: number, uses: number): Promise<void> {
  const replica = await connectMongo(tickets.mongoUri);
  await mongoCounters(replica, testJwtKey).add(key, windowMs, uses);
  await replica.close();
}

describe('listings', () => {
  it('are limited for a new seller across replicas, with the time to wait, and for nobody else', async () => {
    const seller = someUser();
    await useElsewhere(['listings', seller.id], listingWindowMs, maxOfNewSeller(maxListingsPerHour) - 1);
    expect((await list(seller)).status).toBe(201);

    const refused = await list(seller);
    expect([refused.status, codesOf(refused)]).toEqual([429, ['too_many_listings']]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_500);
    expect((await list(someUser())).status).toBe(201);
  });

  it('are limited less for a seller who has sold a ticket', async () => {
    const seller = someUser();
    const { id } = await tickets.givenTicket({ seller });
    await useElsewhere(['listings', seller.id], listingWindowMs, maxOfNewSeller(maxListingsPerHour));
    expect((await list(seller)).status).toBe(429);

    const order = orderOf(id, 1);
    await tickets.deliver('orders.order.created.v1', order.created);
    await tickets.deliver('orders.order.completed.v1', order.completed);
    expect((await list(seller)).status).toBe(201);
    await useElsewhere(['listings', seller.id], listingWindowMs, maxListingsPerHour);
    expect((await list(seller)).status).toBe(429);
  });

  it('count once for requests with the same Idempotency-Key', async () => {
    const seller = someUser();
    await useElsewhere(['listings', seller.id], listingWindowMs, maxOfNewSeller(maxListingsPerHour) - 1);
    const key = { 'idempotency-key': 'the-last-listing' };
    expect((await list(seller, key)).status).toBe(201);
    await tickets.expireResponses();
    expect((await list(seller, key)).status).toBe(201);
  });
});

describe('pictures', () => {
  it.each([
    ['uploads', pictureLimits.uploads.max],
    ['bytes', pictureLimits.bytes.max],
  ] as const)('are limited by %s per account', async (limit, max) => {
    const seller = someUser();
    const { id } = await tickets.givenTicket({ seller });
    const bytes = await sharp({ create: { width: 20, height: 20, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const upload = () =>
      fetch(`${tickets.api.url}/api/tickets/${id}/picture`, {
        method: 'PUT',
        headers: { 'content-type': 'image/png', cookie: cookieOf(seller) },
        body: new Uint8Array(bytes),
      });
    expect((await upload()).status).toBe(200);
    await useElsewhere(['pictures', limit, seller.id], pictureLimits[limit].windowMs, max);

    const refused = await upload();
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ errors: [{ code: 'too_many_pictures' }] });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_000);
  });
});
