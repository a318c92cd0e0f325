import { describe, expect, it } from '@jest/globals';
import { parseConfig } from './config.ts';

const environment = {
  AUTH_URL: 'http://127.0.0.1:3001',
  TICKETS_URL: 'http://127.0.0.1:3002/',
  ORDERS_URL: 'http://127.0.0.1:3003',
  PAYMENTS_URL: 'http://127.0.0.1:3004',
  CATALOG_URL: 'http://127.0.0.1:3007',
  BOOKINGS_URL: 'http://127.0.0.1:3009',
  OPS_URL: 'http://127.0.0.1:3006',
};

describe('the environment', () => {
  it('returns each service’s address without a trailing slash', () => {
    expect(parseConfig(environment).serviceUrls.tickets).toBe('http://127.0.0.1:3002');
  });

  it('returns the address of a trace viewer, if any', () => {
    const TraceUrl = 'https://traces.example/trace/{traceId}';

    expect(parseConfig({ ...environment, TRACE_URL: TraceUrl }).traceUrlOf('4bf9')).toBe(
      'https://traces.example/trace/4bf9',
    );
    expect(parseConfig({ ...environment, TRACE_URL: '' }).traceUrlOf('4bf9')).toBeNull();
    expect(parseConfig({ ...environment, LOGS_URL: 'https://logs.example/?q={traceId}' }).logsUrlOf('4bf9')).toBe(
      'https://logs.example/?q=4bf9',
    );
    expect(() => parseConfig({ ...environment, TRACE_URL: 'https://traces.example' })).toThrow(/TRACE_URL.*traceId/s);
  });

  it('names every missing or malformed variable', () => {
    const parse = () => parseConfig({ ...environment, AUTH_URL: undefined, ORDERS_URL: 'orders:3003' });

    expect(parse).toThrow(/AUTH_URL.*ORDERS_URL/s);
  });
});
