import { describe, expect, it } from '@jest/globals';
import { createJournal, journaled } from '../../src/checker/journal.ts';
import type { Person } from '../../src/person.ts';

const base64 = (value: unknown, encoding: 'base64' | 'base64url') =>
  Buffer.from(JSON.stringify(value)).toString(encoding);
const cookie = `session=${base64({ jwt: `head.${base64({ sid: 'session-1' }, 'base64url')}.signature` }, 'base64')}`;

/** A user who gets the given response. */
const personAnswered = (status: number, body: unknown): Person => ({
  id: 'person',
  email: 'person@example.com',
  password: 'a password',
  cookie,
  request: async () => ({ status, body: body as never, headers: new Headers() }),
  expect: async () => body as never,
});

const ticket = { id: 't1', title: 'Row 12', price: 25, version: 0, status: 'available', orderId: null };
const order = {
  id: 'o1',
  status: 'created',
  version: 0,
  expiresAt: '2026-11-23T12:00:00.000Z',
  ticket: { id: 't1', price: 25 },
};

describe('a journaled person', () => {
  it.each([
    ['POST', '/api/tickets', {}, 201, ticket, { type: 'ticketListed', userId: 'person', ticket }],
    ['PUT', '/api/tickets/t1', {}, 200, ticket, { type: 'ticketEdited', userId: 'person', ticket }],
    [
      'POST',
      '/api/orders',
      { ticketId: 't1' },
      201,
      order,
      { type: 'orderCreated', userId: 'person', orderId: 'o1', ticketId: 't1', expiresAt: order.expiresAt },
    ],
    ['DELETE', '/api/orders/o1', undefined, 204, null, { type: 'orderCancelled', orderId: 'o1' }],
    [
      'POST',
      '/api/orders/o1/release',
      { seats: ['stalls:A:1'] },
      200,
      { id: 'o1', version: 1, items: [{}, {}] },
      { type: 'placesReleased', orderId: 'o1', version: 1, places: 2 },
    ],
    [
      'POST',
      '/api/performances/p1/refunds',
      { orderId: 'o1', whole: true, reason: 'Snow' },
      202,
      { id: 'r1' },
      { type: 'refundRequested', refundId: 'r1' },
    ],
    [
      'POST',
      '/api/payments',
      { orderId: 'o1', token: 'tok_visa' },
      202,
      { id: 'p1', status: 'processing' },
      { type: 'paymentAnswered', orderId: 'o1', paymentId: 'p1', status: 'processing' },
    ],
    ['POST', '/api/users/signout', {}, 200, {}, { type: 'signedOut', sid: 'session-1' }],
  ])('records the response to %s %s', async (method, path, sent, status, body, promise) => {
    const journal = createJournal();
    const person = journaled(personAnswered(status, body), journal);

    await person.request(method, path, sent);
    await person.expect(status, method, path, sent);

    expect(journal.answers).toEqual([{ type: 'userCreated', userId: 'person' }, promise, promise]);
  });

  it('does not record rejected or read-only requests', async () => {
    const journal = createJournal();
    await journaled(personAnswered(400, { errors: [] }), journal).request('POST', '/api/orders', { ticketId: 't1' });
    await journaled(personAnswered(200, order), journal).request('GET', '/api/orders/o1');

    expect(new Set(journal.answers.map(({ type }) => type))).toEqual(new Set(['userCreated']));
  });

  it('forgets what was answered since a moment', () => {
    const journal = createJournal();
    journal.record({ type: 'userCreated', userId: 'before' });

    journal.forgetSince(new Date(Date.now() + 60_000));
    expect(journal.answers).toHaveLength(1);

    journal.forgetSince(new Date(Date.now() - 60_000));
    expect(journal.answers).toEqual([]);
  });
});
