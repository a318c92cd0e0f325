import { describe, expect, it } from '@jest/globals';
import { createFaults, faultRequest, pathMatches } from './faults.ts';

const confirm = '/v1/payment_intents/*/confirm';
const error = faultRequest.parse({ method: 'POST', path: confirm, action: 'error_before_execution', times: 2 });

describe('injected faults', () => {
  it('affect matching calls, a given number of times', () => {
    const faults = createFaults((prefix) => `${prefix}1`);
    faults.add(error);
    expect(faults.take('POST', '/v1/payment_intents/pi_1/confirm')).toMatchObject({ action: error.action });
    expect(faults.take('GET', '/v1/payment_intents/pi_1/confirm')).toBeUndefined();
    expect(faults.take('POST', '/v1/payment_intents')).toBeUndefined();
    expect(faults.take('POST', '/v1/payment_intents/pi_2/confirm')).toMatchObject({ action: error.action });
    expect(faults.take('POST', '/v1/payment_intents/pi_3/confirm')).toBeUndefined();
  });

  it('match one segment per star, and the rest exactly', () => {
    expect(pathMatches(confirm, '/v1/payment_intents/pi_1/confirm')).toBe(true);
    expect(pathMatches(confirm, '/v1/payment_intents/pi_1/cancel')).toBe(false);
    expect(pathMatches('/v1/refunds', '/v1/refunds/re_1')).toBe(false);
  });

  it('require a delay only for delay actions', () => {
    expect(faultRequest.safeParse({ method: 'POST', path: confirm, action: 'delay_answer' }).success).toBe(false);
    expect(faultRequest.safeParse({ ...error, delayMs: 5 }).success).toBe(false);
  });
});
