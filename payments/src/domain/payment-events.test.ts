import { describe, expect, it } from '@jest/globals';
import { somePayment } from '../../test/some-payment.ts';
import type { Payment } from './payment.ts';
import { eventsOf } from './payment-events.ts';
import { newRefund } from './refund.ts';

const refunds = (...arePublished: boolean[]) =>
  arePublished.map((isPublished, index) => {
    const given = { number: index + 1, amountMinor: 500, orderVersion: index + 1, reason: 'order_cancelled' };
    return { ...newRefund(given, new Date(0)), isPublished };
  });

describe('the events of a payment', () => {
  it.each<[string, Partial<Payment>, string[]]>([
    ['is open', {}, ['started']],
    ['failed', { state: 'failed', failureCode: 'card_declined' }, ['started', 'failed']],
    ['succeeded', { state: 'succeeded', stripeId: 'pi_1' }, ['started', 'created']],
    ['is due for a refund', { state: 'succeeded', stripeId: 'pi_1', refunds: refunds(false) }, ['started', 'created']],
    [
      'was refunded',
      { state: 'succeeded', stripeId: 'pi_1', refunds: refunds(true) },
      ['started', 'created', 'refunded'],
    ],
    [
      'was refunded in parts, of which one waits',
      { state: 'succeeded', stripeId: 'pi_1', refunds: refunds(true, false, true) },
      ['started', 'created', 'refunded', 'refunded'],
    ],
    [
      'was charged after its failure and refunded',
      { state: 'succeeded', stripeId: 'pi_1', failureCode: 'card_declined', refunds: refunds(true) },
      ['started', 'failed', 'refunded'],
    ],
  ])('that %s', (_what, given, expected) => {
    const topics = eventsOf(somePayment(given)).map(({ topic }) => topic.replace(/^payments\.payment\.|\.v1$/g, ''));
    expect(topics).toEqual(expected);
  });
});
