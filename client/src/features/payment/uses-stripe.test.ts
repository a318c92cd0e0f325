import { expect, it } from '@jest/globals';
import { stripeUse } from './uses-stripe.ts';

/** A payments service that counts requests. */
function payments(config: object) {
  let requests = 0;
  const fetchLike: typeof fetch = async () => {
    requests += 1;
    return Response.json(config);
  };
  return { fetchLike, requestCount: () => requests };
}
const url = () => 'http://payments.test';

it('is requested once a minute', async () => {
  const service = payments({ publishableKey: 'pk_live_1', sandboxUrl: null });
  let nowMs = 0;
  const usesStripe = stripeUse(service.fetchLike, url, () => nowMs);

  expect(await usesStripe()).toBe(true);
  nowMs = 59_000;
  expect(await usesStripe()).toBe(true);
  expect(service.requestCount()).toBe(1);
  nowMs = 60_000;
  await usesStripe();
  expect(service.requestCount()).toBe(2);
});

it('is false for the sandbox, and while the service is unavailable', async () => {
  const sandbox = payments({ publishableKey: 'pk_test_1', sandboxUrl: '/stripe-sandbox' });
  const unavailable: typeof fetch = () => Promise.reject(new Error('unavailable'));

  expect(await stripeUse(sandbox.fetchLike, url, () => 0)()).toBe(false);
  expect(await stripeUse(unavailable, url, () => 0)()).toBe(false);
});
