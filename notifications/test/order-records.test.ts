import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { silentLogger } from '@ticketing/common/log';
import { createMetrics } from '@ticketing/common/metrics';
import { createOperationsApp } from '@ticketing/common/operations';
import { cookieOf, serveForTest, someUser, type TestApi } from '@ticketing/testing/api';
import { itShowsRecordsToOperatorsOnly, newAuthSessions, processedIn, recordsIn } from '@ticketing/testing/operations';
import { orderMails } from '../src/store/order-mails.ts';
import { createOrderStore } from '../src/store/order-store.ts';
import { createOperationsUseCases } from '../src/use-cases/index.ts';
import { type NotificationsFixture, startNotifications } from './notifications-fixture.ts';

const sessions = newAuthSessions();
const operator = { cookie: sessions.cookieOf(['operator']) };
let notifications: NotificationsFixture;
let api: TestApi;
beforeAll(async () => {
  notifications = await startNotifications();
  const { connection } = notifications;
  const deps = { connection, orders: createOrderStore(connection), mails: orderMails(connection) };
  api = await serveForTest(
    createOperationsApp({
      service: 'notifications',
      useCases: createOperationsUseCases(deps),
      publicKeys: sessions.publicKeys,
      log: silentLogger(),
      metrics: createMetrics('notifications'),
    }),
  );
});
afterAll(async () => {
  await api?.close();
  await notifications?.stop();
});

itShowsRecordsToOperatorsOnly(() => api, operator, { cookie: sessions.cookieOf([]) });

it('accepts the sessions of auth alone', async () => {
  const shared = { cookie: cookieOf(someUser(), { roles: ['operator'] }) };
  expect(await api.request('GET', `/operations/orders/${randomUUID()}`, { headers: shared })).toMatchObject({
    status: 401,
  });
});

it('shows the mails about an order, without addresses', async () => {
  const order = await notifications.givenOrder();
  const completed = randomUUID();
  await notifications.complete(order, completed);
  expect(await recordsIn(api, { orderId: order.id }, operator)).toMatchObject({ state: 'mail due' });
  await notifications.send();

  const records = await recordsIn(api, { orderId: order.id }, operator);
  expect(records).toMatchObject({
    state: 'mail sent',
    rows: [
      { kind: 'orders', id: order.id, fields: { buyerId: order.buyer.id } },
      { kind: 'mails', fields: { status: 'sent', attempts: 1 } },
      { kind: 'mails', fields: { status: 'sent', attempts: 1 } },
    ],
  });
  for (const { address } of [order.buyer, order.seller]) expect(JSON.stringify(records)).not.toContain(address);
  expect(await processedIn(api, [completed], operator)).toEqual([completed]);
});
