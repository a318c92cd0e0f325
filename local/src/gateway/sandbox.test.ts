import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { closeServers, gatewayTo, listening } from './gateway-fixture.ts';

afterEach(closeServers);

describe('Stripe’s stand-in', () => {
  const withSandbox = async () => {
    const answers = createServer((req, res) => res.end(`${req.method} ${req.url} ${req.headers.authorization ?? ''}`));
    const sandbox = new URL(await listening(answers));
    return gatewayTo({}, { sandbox });
  };
  const publishable = { authorization: 'Bearer pk_test_1' };

  it.each([
    ['/v1/payment_methods', publishable],
    ['/v1/payment_intents/pi_1/confirm', publishable],
    ['/v1/payment_intents/pi_1?client_secret=s', publishable],
    ['/_sandbox/challenges/pi_1?client_secret=s', {}],
    ['/_sandbox/challenges/pi_1/complete', {}],
  ])('is reached by browsers at %s', async (path, headers) => {
    const answer = await fetch(`${await withSandbox()}/stripe-sandbox${path}`, { method: 'POST', headers });
    expect(await answer.text()).toContain(`POST ${path}`);
  });

  it.each([
    ['/v1/payment_methods', { authorization: 'Bearer sk_test_1' }],
    ['/v1/payment_intents/pi_1', {}],
    ['/v1/refunds', publishable],
    ['/v1/payment_intents', publishable],
    ['/_sandbox/ledger', publishable],
    ['/_sandbox/challenges/../ledger', publishable],
    ['/_sandbox/challenges/%2e%2e/ledger', publishable],
  ])('is not at %s with %j', async (path, headers) => {
    const { status } = await fetch(`${await withSandbox()}/stripe-sandbox${path}`, { method: 'POST', headers });
    expect(status).toBe(403);
  });

  it('is not there when Stripe itself is used', async () => {
    const url = await gatewayTo({ client: (_req, res) => res.writeHead(404).end() });
    expect((await fetch(`${url}/stripe-sandbox/v1/payment_methods`, { headers: publishable })).status).toBe(404);
  });
});
