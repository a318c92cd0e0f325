import { describe, expect, it } from '@jest/globals';
import type { OrderService } from '../api/schemas.ts';
import { shownFields, subjectOf, tracesOf, unavailableIn } from './order-view.ts';

const service = (name: string, given: Partial<OrderService> = {}): OrderService => ({
  ...{ name, status: 'found', state: 'complete', rows: [], outbox: [], parked: [] },
  ...given,
});

describe('an order', () => {
  it('says whom and what it is about by the row of orders, otherwise by what others know', () => {
    const fields = { userId: 'buyer', ticketId: 'ticket', performanceId: null, createdAt: '2026-01-31T12:00:00.000Z' };
    const orders = service('orders', { rows: [{ kind: 'orders', id: 'o', fields }] });
    const nobody = { buyerId: null, ticketId: null, performanceId: null, sagaId: null, createdAt: null };
    expect(subjectOf([orders])).toEqual({
      ...nobody,
      ...{ buyerId: 'buyer', ticketId: 'ticket', createdAt: '2026-01-31T12:00:00.000Z' },
    });
    const payments = service('payments', { rows: [{ kind: 'orders', id: 'o', fields: { userId: 'buyer' } }] });
    const bookings = service('bookings', { rows: [{ kind: 'sagas', id: 'saga', fields: {} }] });
    const away = service('orders', { status: 'unavailable', state: null });
    expect(subjectOf([away, payments, bookings])).toEqual({ ...nobody, buyerId: 'buyer', sagaId: 'saga' });
    expect(unavailableIn([away, payments])).toEqual(['orders']);
  });

  it('has each trace once, with its topics', () => {
    const event = (traceId: string | null, topic: string) => ({ traceId, topic });
    expect(tracesOf([event('a', 'created'), event('b', 'paid'), event('a', 'created'), event(null, 'x')])).toEqual([
      { traceId: 'a', topics: ['created'] },
      { traceId: 'b', topics: ['paid'] },
    ]);
  });
});

describe('a row', () => {
  it('shows amounts with their currency, instants, texts and nested values, and nothing that is empty', () => {
    const dueAt = '2026-01-31T12:00:00.000Z';
    expect(
      shownFields({ priceMinor: 1999, currency: 'USD', dueAt, stripeId: 'pi_1', version: 0, step: { a: 1 } }),
    ).toEqual([
      { name: 'priceMinor', kind: 'amount', value: 1999, currency: 'USD' },
      { name: 'currency', kind: 'text', value: 'USD' },
      { name: 'dueAt', kind: 'instant', value: dueAt },
      { name: 'stripeId', kind: 'text', value: 'pi_1' },
      { name: 'version', kind: 'text', value: '0' },
      { name: 'step', kind: 'text', value: '{"a":1}' },
    ]);
    expect(shownFields({ paymentId: null, reductions: [], refunds: {}, amountMinor: 5 })).toEqual([
      // Without a currency it is a number.
      { name: 'amountMinor', kind: 'text', value: '5' },
    ]);
  });
});
