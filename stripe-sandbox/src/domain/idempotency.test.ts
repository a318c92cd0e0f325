import { describe, expect, it } from '@jest/globals';
import { assertSameRequest, fingerprintOf, storedAnswerId } from './idempotency.ts';

const path = '/v1/payment_intents';

describe('an idempotency key', () => {
  it('ignores parameter order', () => {
    const first = fingerprintOf('POST', path, { amount: '1', metadata: { a: '1', b: '2' } });
    const second = fingerprintOf('POST', path, { metadata: { b: '2', a: '1' }, amount: '1' });
    expect(() => assertSameRequest(first, second, 'k')).not.toThrow();
  });

  it('refuses other parameters and another endpoint', () => {
    const first = fingerprintOf('POST', path, { amount: '1' });
    expect(() => assertSameRequest(first, fingerprintOf('POST', path, { amount: '2' }), 'k')).toThrow(
      'same parameters',
    );
    expect(() => assertSameRequest(first, fingerprintOf('POST', '/v1/refunds', { amount: '1' }), 'k')).toThrow(
      'same endpoint',
    );
  });

  it('is scoped to the account key', () => {
    expect(storedAnswerId('sk_test_a', 'k')).not.toBe(storedAnswerId('sk_test_b', 'k'));
    expect(storedAnswerId('a', 'bc')).not.toBe(storedAnswerId('ab', 'c'));
  });
});
