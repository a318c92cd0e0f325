import { describe, expect, it } from '@jest/globals';
import { byPassword } from './authentication.ts';
import { decideRefresh, hashOf, newRefreshToken, newSalt, repeatToleranceMs, successorOf } from './refresh-token.ts';
import { beginSession, idleLimitMs, sessionLimitMs, useSession } from './session.ts';

const start = new Date('2027-05-01T12:00:00Z');
const after = (ms: number) => new Date(start.getTime() + ms);
const origin = { device: 'Firefox on Linux', network: null };
const session = beginSession({ id: 'sid', userId: 'user', ...origin, amr: byPassword, authenticatedAt: start }, start);

describe('a session', () => {
  it('ends a day after its last use', () => {
    expect(session.endsAt).toEqual(after(idleLimitMs));
    expect(useSession(session, origin, after(1_000)).endsAt).toEqual(after(1_000 + idleLimitMs));
  });

  it('ends 30 days after its beginning, however much it is used', () => {
    expect(useSession(session, origin, after(sessionLimitMs - 1_000)).endsAt).toEqual(after(sessionLimitMs));
  });
});

describe('a refresh token', () => {
  const used = { usedAt: start };

  it.each([
    ['rotate', { usedAt: null }, 0],
    ['repeat', used, repeatToleranceMs],
    ['reuse', used, repeatToleranceMs + 1],
    ['ended', { usedAt: null }, idleLimitMs],
    ['ended', used, idleLimitMs],
  ] as const)('is answered with %s: %j, %d ms later', (decision, token, ms) => {
    expect(decideRefresh(token, session, after(ms))).toBe(decision);
  });

  it('has one successor for each salt, which its hash does not reveal', () => {
    const [token, salt] = [newRefreshToken(), newSalt()];
    const successor = successorOf(token, salt);

    expect(successorOf(token, salt)).toBe(successor);
    expect(successorOf(token, newSalt())).not.toBe(successor);
    expect(successorOf(hashOf(token), salt)).not.toBe(successor);
    expect(token).toMatch(/^[\w-]{43}$/);
  });
});
