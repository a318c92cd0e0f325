import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, cookieOf, someUser, type TestUser } from '@ticketing/testing/api';
import sharp from 'sharp';
import { maxPictureBytes } from '../src/domain/picture.ts';
import { orderOf, startTickets, type TicketBody, type TicketsFixture } from './tickets-fixture.ts';

let tickets: TicketsFixture;
beforeAll(async () => {
  tickets = await startTickets();
});
afterAll(() => tickets.stop());

type Shown = TicketBody & { pictureUrl: string | null };
const seller = someUser();

const picture = (background: string, { width = 300, height = 200 } = {}) =>
  sharp({ create: { width, height, channels: 3, background } });
const png = (background = 'red') => picture(background).png().toBuffer();

async function put(
  ticketId: string,
  bytes: Buffer | string,
  given: { as?: TestUser | null; headers?: Record<string, string> } = {},
) {
  const { as = seller, headers = {} } = given;
  const response = await fetch(`${tickets.api.url}/api/tickets/${ticketId}/picture`, {
    method: 'PUT',
    headers: { 'content-type': 'image/png', ...(as && { cookie: cookieOf(as) }), ...headers },
    body: typeof bytes === 'string' ? bytes : new Uint8Array(bytes),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as unknown };
}
const show = async (ticketId: string) => (await tickets.read(ticketId)) as Shown;
const storedPictures = () => tickets.connection.collection('pictures').countDocuments();
const fetchPicture = (url: string | null, headers: Record<string, string> = {}) =>
  fetch(`${tickets.api.url}${url}`, { headers });

describe('a picture', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('of type %s becomes a WebP of 800 × 1000', async (type) => {
    const { id } = await tickets.givenTicket({ seller });
    const bytes = await picture('teal').toFormat(type).toBuffer();
    const answer = await put(id, bytes, { headers: { 'content-type': `image/${type}` } });
    expect(answer).toMatchObject({ status: 200, body: { version: 1 } });

    const shown = await fetchPicture((await show(id)).pictureUrl);
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    const { format, width, height } = await sharp(Buffer.from(await shown.arrayBuffer())).metadata();
    expect({ format, width, height }).toEqual({ format: 'webp', width: 800, height: 1000 });
  });

  it.each([
    ['48', 8_064, 6_048],
    ['50', 8_192, 6_144],
  ])(
    'may have the %s megapixels of a phone’s camera',
    async (_name, width, height) => {
      const { id } = await tickets.givenTicket({ seller });
      const bytes = await picture('teal', { width, height }).jpeg({ quality: 60 }).toBuffer();
      expect((await put(id, bytes, { headers: { 'content-type': 'image/jpeg' } })).status).toBe(200);
    },
    60_000,
  );

  it('is not sent again to a client that has it', async () => {
    const { id } = await tickets.givenTicket({ seller });
    await put(id, await png());
    const { pictureUrl } = await show(id);
    const etag = (await fetchPicture(pictureUrl)).headers.get('etag') ?? '';
    expect((await fetchPicture(pictureUrl, { 'if-none-match': etag })).status).toBe(304);
  });

  it('loses other content of its file: locations and appended data', async () => {
    const { id } = await tickets.givenTicket({ seller });
    const withPlace = await picture('navy')
      .withExif({ IFD0: { Copyright: 'a secret place' } })
      .jpeg()
      .toBuffer();
    const polyglot = Buffer.concat([withPlace, Buffer.from('<script>alert(1)</script>')]);
    await put(id, polyglot, { headers: { 'content-type': 'image/jpeg' } });
    const bytes = Buffer.from(await (await fetchPicture((await show(id)).pictureUrl)).arrayBuffer());
    expect(bytes.toString('latin1')).not.toMatch(/script|secret/);
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
  });

  it('publishes nothing for the same picture; another one increments the version', async () => {
    const { id } = await tickets.givenTicket({ seller });
    for (const colour of ['red', 'red', 'blue']) await put(id, await png(colour));
    expect((await tickets.outboxOf(id)).map(({ sequence }) => sequence)).toEqual([0, 1, 2]);
  });

  it('is removed once no listing uses it', async () => {
    const [one, other] = [await tickets.givenTicket({ seller }), await tickets.givenTicket({ seller })];
    const before = await storedPictures();
    await Promise.all([one, other].map(async ({ id }) => put(id, await png('gold'))));
    expect(await storedPictures()).toBe(before + 1);
    const { pictureUrl } = await show(one.id);

    await tickets.api.request('DELETE', `/api/tickets/${one.id}/picture`, { as: seller });
    expect((await show(one.id)).pictureUrl).toBeNull();
    expect((await fetchPicture(pictureUrl)).status).toBe(404);
    expect((await fetchPicture((await show(other.id)).pictureUrl)).status).toBe(200);

    await put(other.id, await png('silver'));
    expect(await storedPictures()).toBe(before + 1);
  });

  it('is kept when one listing starts using it while the last other one drops it', async () => {
    const [one, other] = [await tickets.givenTicket({ seller }), await tickets.givenTicket({ seller })];
    await put(one.id, await png('olive'));
    await Promise.all([
      tickets.api.request('DELETE', `/api/tickets/${one.id}/picture`, { as: seller }),
      put(other.id, await png('olive')),
    ]);
    expect((await fetchPicture((await show(other.id)).pictureUrl)).status).toBe(200);
  });
});

describe('refused, without a change', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
  const png5 = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(maxPictureBytes)]);

  it.each([
    ['SVG', svg, 'image/svg+xml', 415, 'unsupported_content_type'],
    ['SVG declared as PNG', svg, 'image/png', 400, 'invalid_picture'],
    ['JSON', '{}', 'application/json', 415, 'unsupported_content_type'],
    ['a type that only starts like an accepted one', svg, 'image/pngx', 415, 'unsupported_content_type'],
    ['an empty file', '', 'image/png', 400, 'invalid_picture'],
    ['a signature without content', '\x89PNG', 'image/png', 400, 'invalid_picture'],
    ['a page in a GIF', 'GIF89a<script>', 'image/png', 400, 'invalid_picture'],
    ['more than 5 MiB', png5, 'image/png', 413, 'body_too_large'],
  ])('%s', async (_name, bytes, type, status, code) => {
    const { id } = await tickets.givenTicket({ seller });
    const answer = await put(id, bytes, { headers: { 'content-type': type } });
    expect([answer.status, codesOf(answer)]).toEqual([status, [code]]);
    expect(await show(id)).toMatchObject({ version: 0, pictureUrl: null });
  });

  it('a small file that unpacks to more megapixels than a phone’s camera has, and says so', async () => {
    const { id } = await tickets.givenTicket({ seller });
    const bomb = await picture('black', { width: 8_100, height: 8_000 }).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.length).toBeLessThan(maxPictureBytes);
    const answer = await put(id, bomb);
    expect([answer.status, codesOf(answer)]).toEqual([400, ['picture_too_many_pixels']]);
  });

  it('a truncated picture', async () => {
    const { id } = await tickets.givenTicket({ seller });
    const whole = await picture('teal', { width: 900, height: 900 }).jpeg().toBuffer();
    const answer = await put(id, whole.subarray(0, whole.length / 2), { headers: { 'content-type': 'image/jpeg' } });
    expect([answer.status, codesOf(answer)]).toEqual([400, ['invalid_picture']]);
  });

  it('from other users, without a session, for a stale version, and while the ticket is reserved', async () => {
    const { id } = await tickets.givenTicket({ seller });
    const bytes = await png();
    expect(await put(id, bytes, { as: someUser() })).toMatchObject({ status: 401 });
    expect(await put(id, bytes, { as: null })).toMatchObject({ status: 401 });
    expect(await put(id, bytes, { headers: { 'sec-fetch-site': 'cross-site' } })).toMatchObject({ status: 403 });
    expect(await put('0'.repeat(24), bytes)).toMatchObject({ status: 404 });
    expect(await put(id, bytes, { headers: { 'if-match': '"7"' } })).toMatchObject({ status: 409 });
    await tickets.deliver('orders.order.created.v1', orderOf(id, 1).created);
    const reserved = await put(id, bytes);
    expect([reserved.status, codesOf(reserved)]).toEqual([400, ['ticket_reserved']]);
    expect((await show(id)).pictureUrl).toBeNull();
  });

  it('URLs that are not the listing’s picture', async () => {
    const { id } = await tickets.givenTicket({ seller });
    await put(id, await png('pink'));
    const { pictureUrl } = await show(id);
    const pictureId = pictureUrl?.split('/').at(-1);
    const other = await tickets.givenTicket({ seller });
    for (const path of [
      `${other.id}/picture/${pictureId}`,
      `${id}/picture/..%2f..%2fetc`,
      `${id}/picture/${'0'.repeat(64)}`,
    ])
      expect((await fetchPicture(`/api/tickets/${path}`)).status).toBe(404);
  });
});
