import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Endpoints } from '@ticketing/common/endpoints';
import { createPlaces } from './places.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ticketing-test-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const endpoints: Endpoints = {
  state: 'ready',
  startedAt: '2026-01-31T12:00:00Z',
  supervisor: { pid: 1, log: 'supervisor.log' },
  reloads: false,
  dashboard: null,
  processes: [],
  addresses: {
    gateway: 'http://gateway',
    connect: 'http://connect',
    stripe: null,
    mailbox: null,
    toxiproxy: null,
    caFile: null,
    observe: null,
    brokers: ['127.0.0.1:1', '127.0.0.1:2'],
    registry: 'http://registry',
    databases: {
      orders: 'postgresql://o',
      bookings: 'postgresql://b',
      auth: 'mongodb://a',
      tickets: 'mongodb://t',
      catalog: 'mongodb://c',
      payments: 'mongodb://p',
      expiration: 'redis://e',
      notifications: 'mongodb://n',
      ops: 'mongodb://ops',
    },
  },
};

it('finds the parts of the stack that runs here; a variable takes precedence', () => {
  writeFileSync(join(home, 'endpoints.json'), JSON.stringify(endpoints));
  const places = createPlaces({ TICKETING_HOME: home, REDIS_URL: 'redis://elsewhere' });

  expect([places('brokers'), places('orders'), places('expiration')]).toEqual([
    '127.0.0.1:1,127.0.0.1:2',
    'postgresql://o',
    'redis://elsewhere',
  ]);
});

it('names the variable that is missing where nothing runs', () => {
  expect(() => createPlaces({ TICKETING_HOME: home })('payments')).toThrow('Set PAYMENTS_MONGO_URI');
});
