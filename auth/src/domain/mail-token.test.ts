import { describe, expect, it } from '@jest/globals';
import { assertUsable, lifetimeMsOf, type MailToken, newMailToken } from './mail-token.ts';

const now = new Date('2026-03-01T12:00:00Z');
const after = (ms: number) => new Date(now.getTime() + ms);
const given = (changes: Partial<MailToken> = {}) => ({
  ...newMailToken({ id: 'user', email: 'a@example.com' }, 'password_reset', now),
  ...changes,
});

describe('a link', () => {
  it('can be used until it expires', () => {
    expect(() => assertUsable(given(), 'password_reset', after(lifetimeMsOf.password_reset - 1))).not.toThrow();
    expect(() => assertUsable(given(), 'password_reset', after(lifetimeMsOf.password_reset))).toThrow(
      expect.objectContaining({ code: 'link_expired' }),
    );
  });

  it('to reset a password works for 30 minutes, one to confirm an address for a day', () =>
    expect(lifetimeMsOf).toEqual({ password_reset: 1_800_000, email_verification: 86_400_000 }));

  it.each([
    ['used already', given({ usedAt: now }), 'link_used'],
    ['unknown', null, 'link_invalid'],
    ['for something else', given({ kind: 'email_verification' }), 'link_invalid'],
  ])('is refused when it is %s', (_what, token, code) =>
    expect(() => assertUsable(token, 'password_reset', now)).toThrow(expect.objectContaining({ code })),
  );

  it('has a secret that nobody can guess', () => {
    expect(given().token).toMatch(/^[\w-]{43}$/);
    expect(given().token).not.toBe(given().token);
  });
});
