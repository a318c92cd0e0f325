import { expect, it } from '@jest/globals';
import { contentSecurityPolicy } from './content-security-policy.ts';

const policy = (usesStripe: boolean) => contentSecurityPolicy('abc', { isDevelopment: false, usesStripe });

it('allows no other origin when Stripe is not configured', () => {
  expect(policy(false)).not.toContain('https:');
  expect(policy(false)).not.toContain('unsafe');
});

it('allows Stripe’s frames and requests when its form is used', () => {
  expect(policy(true)).toContain("connect-src 'self' https://api.stripe.com");
  expect(policy(true)).toContain('frame-src https://js.stripe.com');
});
