import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { someUser } from '@ticketing/testing/api';
import { each, type InvalidRequest, itRejects, outOfRange } from '@ticketing/testing/invalid-input';
import { type PaymentsFixture, startPayments } from './payments-fixture.ts';

const as = someUser();
let payments: PaymentsFixture;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

const post = (path: string, body: object, headers: Record<string, string> = {}): InvalidRequest => ({
  method: 'POST',
  path: `/api/payments${path}`,
  as,
  body,
  headers,
  status: 400,
});

describe('the payments API', () => {
  itRejects(
    ({ method, path, ...options }) => payments.api.request(method, path, options),
    () => [
      ...each(outOfRange.uuids, '/api/payments/mine?orderId=*', 400, { as }),
      ...outOfRange.objectIds.map((id) => ({ ...post(`/${id}/settlement`, {}), status: 404 })),
      ...[...outOfRange.uuids, 7, null, {}, '\0', '\ud800'].flatMap((orderId) => [
        post('', { token: 'tok_visa', orderId }),
        post('/intents', { orderId }),
      ]),
      ...['', 'x'.repeat(256), 7, null, {}, '\0', '\ud800'].map((token) => post('', { token, orderId: randomUUID() })),
      ...['with space', 'x'.repeat(256)].flatMap((key) => [
        post('', { token: 'tok_visa', orderId: randomUUID() }, { 'idempotency-key': key }),
        post('/intents', { orderId: randomUUID() }, { 'idempotency-key': key }),
      ]),
      ...['', 't=1', 't=99999999999999999999,v1=00', `t=NaN,v1=${'0'.repeat(64)}`, ','.repeat(1_000)].map((signature) =>
        post('/webhook', { type: 'payment_intent.succeeded' }, { 'stripe-signature': signature }),
      ),
    ],
  );
});
