import { describe, expect, it } from '@jest/globals';
import { enhancedCodeIn, failureKindOf } from './delivery.ts';

const failure = (command: string | null, smtpCode: number | null) => ({ command, smtpCode, enhancedCode: null });

describe('a failed delivery', () => {
  it.each([
    ['an unknown mailbox', 'RCPT TO', 550, 'refused'],
    ['a refused content', 'DATA', 554, 'refused'],
    ['a full mailbox', 'RCPT TO', 452, 'deferred'],
    ['greylisting', 'DATA', 451, 'deferred'],
    ['no connection', null, null, 'unavailable'],
    ['a timeout while sending', 'DATA', null, 'unavailable'],
    ['a server that closes', 'RCPT TO', 421, 'unavailable'],
    ['wrong credentials', 'AUTH PLAIN', 535, 'unavailable'],
    ['a sender that is not allowed', 'MAIL FROM', 550, 'unavailable'],
    ['a server that refuses us', 'CONN', 554, 'unavailable'],
  ])('by %s', (_reason, command, code, kind) => expect(failureKindOf(failure(command, code))).toBe(kind));

  it('is recorded without the address that servers repeat', () => {
    expect(enhancedCodeIn('550 5.1.1 <somebody@example.com>: no such user')).toBe('5.1.1');
    expect(enhancedCodeIn('550 <somebody@example.com>: no such user')).toBeNull();
    expect(enhancedCodeIn(undefined)).toBeNull();
  });
});
