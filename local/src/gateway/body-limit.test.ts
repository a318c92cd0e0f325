import type { RequestListener } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { maxBodyBytes, maxPictureBytes, maxSeatMapBytes } from './body-limit.ts';
import { closeServers, gatewayTo } from './gateway-fixture.ts';

afterEach(closeServers);

describe('a body over the limit of an ingress', () => {
  const sized = (bytes: number) => ({ method: 'POST', body: 'x'.repeat(bytes) });
  const streamed = (bytes: number) => ({
    method: 'POST',
    body: new Blob(['x'.repeat(bytes)]).stream(),
    duplex: 'half' as const,
  });
  const echo: RequestListener = (req, res) =>
    void text(req).then(
      (body) => res.end(String(body.length)),
      () => res.destroy(),
    );

  it.each([
    ['announced', sized],
    ['sent in chunks', streamed],
  ])('is answered 413 with an error of the contract: %s', async (_how, bodyOf) => {
    const url = await gatewayTo({ orders: echo });
    const [atLimit, over] = [
      await fetch(`${url}/api/orders`, bodyOf(maxBodyBytes)),
      await fetch(`${url}/api/orders`, bodyOf(maxBodyBytes + 1)),
    ];

    expect([atLimit.status, await atLimit.text()]).toEqual([200, String(maxBodyBytes)]);
    expect([over.status, await over.json()]).toEqual([
      413,
      { errors: [{ message: 'The request body is too large', code: 'body_too_large' }] },
    ]);
  });

  it('does not reach the upstream when it is announced', async () => {
    const orders = jest.fn<RequestListener>((_req, res) => res.end());
    const url = await gatewayTo({ orders });
    await fetch(`${url}/api/orders`, sized(maxBodyBytes + 1));

    expect(orders).not.toHaveBeenCalled();
  });

  it('is not read to its end when it is far too large', async () => {
    const { port } = new URL(await gatewayTo({ orders: echo }));
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(`POST /api/orders HTTP/1.1\r\nHost: x\r\nContent-Length: ${2 ** 40}\r\n\r\n`);

    expect(await text(socket)).toMatch(/^HTTP\/1\.1 413 /);
  });
});

it('lets a picture and a seat map through where one belongs, and nothing else as large', async () => {
  const length: RequestListener = async (req, res) => void res.end(String((await text(req)).length));
  const url = await gatewayTo({ tickets: length, catalog: length });
  const send = (method: string, path: string, bytes: number) =>
    fetch(`${url}${path}`, { method, body: 'x'.repeat(bytes) }).then(({ status }) => status);

  expect(await send('PUT', '/api/tickets/1/picture', maxPictureBytes)).toBe(200);
  expect(await send('PUT', '/api/tickets/1/picture', maxPictureBytes + 1)).toBe(413);
  expect(await send('PUT', '/api/venues/1/seat-map', maxSeatMapBytes)).toBe(200);
  expect(await send('POST', '/api/venues', maxSeatMapBytes)).toBe(200);
  expect(await send('PUT', '/api/venues/1/seat-map', maxSeatMapBytes + 1)).toBe(413);
  expect(await send('PUT', '/api/venues/1', maxBodyBytes + 1)).toBe(413);
  expect(await send('PUT', '/api/tickets/1', maxBodyBytes + 1)).toBe(413);
  expect(await send('POST', '/api/tickets/1/picture', maxBodyBytes + 1)).toBe(413);
  expect(await send('PUT', '/api/tickets/1/picture/more', maxBodyBytes + 1)).toBe(413);
});
