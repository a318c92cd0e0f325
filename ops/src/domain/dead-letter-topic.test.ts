import { describe, expect, it } from '@jest/globals';
import { deadLetterTopics, type WaitingLetters } from './dead-letter-topic.ts';

const waiting = (more: Partial<WaitingLetters> = {}): WaitingLetters => ({
  group: 'tickets',
  topic: 'orders.order.created.v1',
  errorCode: 'undecodable',
  count: 1,
  oldestAt: new Date('2026-01-02T00:00:00Z'),
  ...more,
});

describe('the dead-letter topics', () => {
  it('are all listed without open letters', () => {
    const found = deadLetterTopics([]);
    expect(found.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['orders.order.created.v1.tickets.DLQ', 'orders.order.created.v1.outbox-worker.DLQ']),
    );
    expect(found.every(({ open, oldestAt, topErrors }) => open === 0 && !oldestAt && topErrors.length === 0)).toBe(
      true,
    );
  });

  it('are sorted deepest first, each with its oldest letter and its three most frequent errors', () => {
    const oldestAt = new Date('2026-01-01T00:00:00Z');
    const [first, second] = deadLetterTopics([
      waiting({ group: 'payments', count: 4 }),
      waiting({ errorCode: 'rare' }),
      waiting({ errorCode: 'frequent', count: 3, oldestAt }),
      waiting({ errorCode: 'b' }),
      waiting({ errorCode: 'a' }),
    ]);
    expect(first).toMatchObject({
      name: 'orders.order.created.v1.tickets.DLQ',
      open: 6,
      oldestAt,
      topErrors: [
        { errorCode: 'frequent', count: 3 },
        { errorCode: 'a', count: 1 },
        { errorCode: 'b', count: 1 },
      ],
    });
    expect(second).toMatchObject({ name: 'orders.order.created.v1.payments.DLQ', open: 4 });
  });
});
