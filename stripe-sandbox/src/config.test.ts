import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.ts';

describe('readConfig', () => {
  it('applies defaults, and treats an empty variable as unset', () => {
    expect(readConfig({ LEDGER_DIR: '/ledger', PORT: '', WEBHOOK_URL: '' })).toEqual({
      PORT: 3030,
      HOST: '127.0.0.1',
      LEDGER_DIR: '/ledger',
      LATENCY_MS: 0,
      LOG_LEVEL: 'info',
    });
  });

  it('reads a list of event types', () => {
    const env = { LEDGER_DIR: '/ledger', WEBHOOK_EVENTS: 'payment_intent.succeeded, refund.failed' };
    expect(readConfig(env)).toMatchObject({ WEBHOOK_EVENTS: ['payment_intent.succeeded', 'refund.failed'] });
  });

  it('names every invalid variable at once', () => {
    const read = () =>
      readConfig({
        PORT: 'x',
        LATENCY_MS: '-1',
        WEBHOOK_URL: 'http://shop.test',
        WEBHOOK_EVENTS: 'x',
        LOG_LEVEL: 'loud',
      });
    for (const name of ['PORT', 'LEDGER_DIR', 'LATENCY_MS', 'LOG_LEVEL', 'WEBHOOK_EVENTS', 'WEBHOOK_SECRET']) {
      expect(read).toThrow(new RegExp(`^  ${name}: `, 'm'));
    }
  });
});
