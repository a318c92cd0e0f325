import { expect, it } from '@jest/globals';
import { Secret } from 'otpauth';
import { newTotpSecret, stepOf, totpUri } from './totp.ts';

/** Source: RFC 6238, appendix B, SHA1, the last six digits. */
const secret = Secret.fromUTF8('12345678901234567890').base32;
const at = (seconds: number) => new Date(seconds * 1_000);

it.each([
  [59, '287082', 1],
  [1_111_111_109, '081804', 37_037_036],
  [20_000_000_000, '353130', 666_666_666],
])('accepts the code of RFC 6238 at %d', (seconds, code, step) => {
  expect(stepOf(secret, code, at(seconds))).toBe(step);
});

it.each([
  [29, null],
  [30, 2],
  [60, 2],
  [90, 2],
  [119, 2],
  [120, null],
])('accepts a code one step early or late: at %d s %j', (seconds, step) => {
  // The code of step 2, 60 s to 89 s.
  expect(stepOf(secret, '359152', at(seconds))).toBe(step);
});

it('creates secrets of 160 bits with an address for the app', () => {
  const created = newTotpSecret();
  expect(created).toMatch(/^[A-Z2-7]{32}$/);
  expect(newTotpSecret()).not.toBe(created);
  const uri = new URL(totpUri(created, 'a+b@example.com'));
  expect([uri.protocol, uri.host]).toEqual(['otpauth:', 'totp']);
  expect(decodeURIComponent(uri.pathname)).toBe('/Boxstub:a+b@example.com');
  expect(Object.fromEntries(uri.searchParams)).toMatchObject({ secret: created, digits: '6', period: '30' });
});
