import { expect, it } from '@jest/globals';
import { stripeUse } from './uses-stripe.ts';

/** A payments service that counts how often it is asked. */
function payments(config: object) {
  let asked = 0;
  const fetchLike: typeof fetch = async () => {
    asked += 1;
    return Response.json(config);
  };
  return { fetchLike, askedTimes: () => asked };
}
const url = () => 'http://payments.test';

it('is asked once a minute', async () => {
  const service = payments({ publishableKey: 'pk_live_1', sandboxUrl: null });
  let nowMs = 0;
  const usesStripe = stripeUse(service.fetchLike, url, () => nowMs);

  expect(await usesStripe()).toBe(true);
  nowMs = 59_000;
  expect(await usesStripe()).toBe(true);
  expect(service.askedTimes()).toBe(1);
  nowMs = 60_000;
  await usesStripe();
  expect(service.askedTimes()).toBe(2);
});

it('is no for the sandbox, and for a service that is away', async () => {
  const sandbox = payments({ publishableKey: 'pk_test_1', sandboxUrl: '/stripe-sandbox' });
  const away: typeof fetch = () => Promise.reject(new Error('away'));

  expect(await stripeUse(sandbox.fetchLike, url, () => 0)()).toBe(false);
  expect(await stripeUse(away, url, () => 0)()).toBe(false);
});
