import { Agent, get, type IncomingMessage } from 'node:http';
import { expect, it } from '@jest/globals';
import { listen } from '../src/http/server.ts';

it('answers requests in flight, then closes kept-alive connections without waiting for their timeout', async () => {
  let release = () => {};
  const arrived = Promise.withResolvers<void>();
  const server = await listen(
    (_req, res) => {
      release = () => res.end('late');
      arrived.resolve();
    },
    '127.0.0.1',
    0,
  );
  const agent = new Agent({ keepAlive: true });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    get({ port: server.port, host: '127.0.0.1', agent }, (answer) => resolve(answer.resume())).once('error', reject);
  });
  await arrived.promise;

  const closed = server.close();
  release();

  expect((await answered).statusCode).toBe(200);
  await closed;
  agent.destroy();
}, 5_000);
