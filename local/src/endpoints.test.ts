import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type Endpoints, endpointsFile, readEndpoints, writeEndpoints } from './endpoints.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ticketing-test-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const endpoints: Endpoints = {
  state: 'ready',
  startedAt: '2026-01-01T00:00:00.000Z',
  supervisor: { pid: 1, log: '/logs/supervisor.log' },
  reloads: false,
  dashboard: null,
  addresses: {
    gateway: 'http://localhost:3000',
    brokers: ['127.0.0.1:19092'],
    registry: 'http://127.0.0.1:18081/apis/ccompat/v7',
    connect: 'http://127.0.0.1:18083',
    stripe: null,
    mailbox: 'http://127.0.0.1:3031',
    toxiproxy: null,
    caFile: null,
    observe: null,
    databases: {
      orders: 'postgresql://',
      bookings: 'postgresql://',
      auth: 'mongodb://',
      tickets: 'mongodb://',
      catalog: 'mongodb://',
      payments: 'mongodb://',
      ops: 'mongodb://',
      expiration: 'redis://',
      notifications: 'mongodb://',
    },
  },
  processes: [
    {
      name: 'orders',
      kind: 'service',
      state: 'stopped',
      url: 'http://127.0.0.1:3003',
      port: 3003,
      pid: null,
      log: '/logs/orders.log',
    },
  ],
};

it('reads what was written', () => {
  writeEndpoints(home, endpoints);
  expect(readEndpoints(home)).toEqual(endpoints);
});

it('is readable by its owner only, because it contains passwords', () => {
  writeEndpoints(home, endpoints);
  expect(statSync(endpointsFile(home)).mode & 0o777).toBe(0o600);
});

it('leaves no temporary file behind', () => {
  writeEndpoints(home, endpoints);
  writeEndpoints(home, endpoints);
  expect(readdirSync(home)).toEqual(['endpoints.json']);
});

it('reads a missing or malformed file as null', () => {
  expect(readEndpoints(home)).toBeNull();
  writeFileSync(endpointsFile(home), '{"state":"ready"}');
  expect(readEndpoints(home)).toBeNull();
});
