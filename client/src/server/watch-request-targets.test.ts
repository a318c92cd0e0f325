import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { watchRequestTargets } from './watch-request-targets.ts';

it('a server of this process sees only paths that it can decode', async () => {
  watchRequestTargets();
  const server = createServer((req, res) => void res.end(decodeURIComponent(req.url ?? '')));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    const seen = await Promise.all(
      ['/tickets/%ff', '/api/%ff', '/tickets/%41'].map(async (path) =>
        (await fetch(`http://127.0.0.1:${port}${path}`)).text(),
      ),
    );
    expect(seen).toEqual(['/undecodable', '/api/undecodable', '/tickets/A']);
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
