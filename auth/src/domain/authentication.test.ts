import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@ticketing/common/errors';
import { assertRecent, byPasskey, byPassword, recentMs, rolesInSession, withFactor } from './authentication.ts';

describe('the methods of a session', () => {
  it('are listed once each, with mfa as soon as there are two factors', () => {
    expect(withFactor(byPassword, 'otp')).toEqual(['pwd', 'otp', 'mfa']);
    expect(withFactor(withFactor(byPassword, 'otp'), 'otp')).toEqual(['pwd', 'otp', 'mfa']);
    expect(withFactor(byPasskey, 'otp')).toEqual(['hwk', 'mfa', 'otp']);
  });
});

describe('a change of factors', () => {
  const now = new Date('2027-05-01T12:00:00Z');
  const provenAgo = (ms: number) => () => assertRecent({ authenticatedAt: new Date(now.getTime() - ms) }, now);

  it('is allowed for 15 minutes after a proof', () => expect(provenAgo(recentMs)).not.toThrow());
  it('needs a new proof later', () => {
    expect(provenAgo(recentMs + 1)).toThrow(DomainError);
    expect(provenAgo(recentMs + 1)).toThrow(
      expect.objectContaining({ code: 'reauthentication_required', kind: 'forbidden' }),
    );
  });
});

describe('the role operator', () => {
  it.each([
    [false, byPassword, ['operator'], []],
    [true, byPassword, [], ['operator']],
    [true, withFactor(byPassword, 'otp'), ['operator'], []],
    [true, byPasskey, ['operator'], []],
  ] as const)('where a second factor is required: %j, in a session by %j', (required, amr, roles, withheldRoles) => {
    expect(rolesInSession(['operator'], amr, required)).toEqual({ roles, withheldRoles });
  });

  it('is not given to those who do not have it', () => {
    expect(rolesInSession([], byPasskey, true)).toEqual({ roles: [], withheldRoles: [] });
  });
});
