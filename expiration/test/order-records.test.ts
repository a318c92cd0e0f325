import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { silentLogger } from '@ticketing/common/log';
import { createMetrics } from '@ticketing/common/metrics';
import { createOperationsApp } from '@ticketing/common/operations';
import { serveForTest, type TestApi } from '@ticketing/testing/api';
import { itShowsRecordsToOperatorsOnly, newAuthSessions, processedIn, recordsIn } from '@ticketing/testing/operations';
import { createOperationsUseCases } from '../src/use-cases/index.ts';
import { type ExpirationFixture, startExpiration } from './expiration-fixture.ts';

const sessions = newAuthSessions();
const operator = { cookie: sessions.cookieOf(['operator']) };
let expiration: ExpirationFixture;
let api: TestApi;
beforeAll(async () => {
  expiration = await startExpiration();
  api = await serveForTest(
    createOperationsApp({
      service: 'expiration',
      useCases: createOperationsUseCases({ timers: expiration.timers() }),
      publicKeys: sessions.publicKeys,
      log: silentLogger(),
      metrics: createMetrics('expiration'),
    }),
  );
});
afterAll(async () => {
  await api?.close();
  await expiration?.stop();
});

itShowsRecordsToOperatorsOnly(() => api, operator, { cookie: sessions.cookieOf([]) });

it('shows the timer of an order until it is settled', async () => {
  const orderId = randomUUID();
  const expiresAt = Date.now() + 3_600_000;
  await expiration.timers().start([{ orderId, delayMs: expiresAt - Date.now() }]);
  const records = await recordsIn(api, { orderId }, operator);
  expect(records).toMatchObject({
    state: 'delayed',
    rows: [{ kind: 'timers', id: orderId, fields: { state: 'delayed', attempts: 0, failedReason: null } }],
  });
  expect(Math.abs(Date.parse(String(records?.rows[0]?.fields.dueAt)) - expiresAt)).toBeLessThan(10_000);

  await expiration.timers().cancel([orderId]);
  expect(await recordsIn(api, { orderId }, operator)).toBeNull();
  expect(await processedIn(api, [randomUUID()], operator)).toEqual([]);
});
