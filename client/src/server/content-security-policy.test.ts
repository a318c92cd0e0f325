import { expect, it } from '@jest/globals';
import { contentSecurityPolicy } from './content-security-policy.ts';

const policy = (usesStripe: boolean) => contentSecurityPolicy('abc', { isDevelopment: false, usesStripe });

it('lets nobody else in, as long as Stripe is not configured', () => {
  expect(policy(false)).not.toContain('https:');
  expect(policy(false)).not.toContain('unsafe');
});

it("lets Stripe's frames and calls through where its own form is used", () => {
  expect(policy(true)).toContain("connect-src 'self' https://api.stripe.com");
  expect(policy(true)).toContain('frame-src https://js.stripe.com');
});
