import { describe, expect, it } from '@jest/globals';
import { failureHeaders } from '@ticketing/contracts';
import { type DeadLetterMessage, deadLetterOf } from './dead-letter-of.ts';

const topic = 'orders.order.created.v1';
const failure = {
  [failureHeaders.originTopic]: topic,
  [failureHeaders.originPartition]: '2',
  [failureHeaders.originOffset]: '17',
  [failureHeaders.errorCode]: 'unknown_ticket',
  [failureHeaders.errorClass]: 'PermanentError',
  [failureHeaders.errorMessage]: 'never listed',
  [failureHeaders.errorStack]: 'at …',
  [failureHeaders.attempts]: '5',
  [failureHeaders.firstFailedAt]: '2026-06-01T12:00:00.000Z',
  [failureHeaders.lastFailedAt]: '2026-06-01T12:13:00.000Z',
};
const message = (given: Partial<DeadLetterMessage> & { headers?: Record<string, string> } = {}): DeadLetterMessage => {
  const headers = given.headers ?? { eventId: 'e1', ...failure };
  return {
    topic: `${topic}.tickets.DLQ`,
    partition: 0,
    offset: '3',
    key: Buffer.from('k'),
    value: Buffer.from([0, 0, 0, 0, 9, 2, 2]),
    originalHeaders: headers,
    timestampMs: Date.parse('2026-06-02T00:00:00Z'),
    ...given,
    headers,
  };
};

describe('a dead letter', () => {
  it('is read with its group, origin and error', () => {
    expect(deadLetterOf(message())).toMatchObject({
      group: 'tickets',
      topic,
      origin: { topic, partition: 2, offset: '17' },
      eventId: 'e1',
      schemaId: 9,
      error: { code: 'unknown_ticket', class: 'PermanentError', message: 'never listed', stack: 'at …' },
      attempts: 5,
      firstFailedAt: new Date('2026-06-01T12:00:00.000Z'),
      lastFailedAt: new Date('2026-06-01T12:13:00.000Z'),
      resendId: null,
      place: '0/3',
    });
  });

  it('is the same letter for the same origin, at another position with another event id', () => {
    const { id } = deadLetterOf(message());
    expect(deadLetterOf(message({ offset: '99', headers: { ...failure, 'replay.id': 'r1' } })).id).toBe(id);
    expect(deadLetterOf(message({ headers: { ...failure, [failureHeaders.originOffset]: '18' } })).id).not.toBe(id);
    expect(deadLetterOf(message({ topic: `${topic}.payments.DLQ` })).id).not.toBe(id);
  });

  it('of an outbox is identified by its event id', () => {
    const row = (eventId: string, offset: string) =>
      deadLetterOf(
        message({
          topic: 'tickets.ticket.created.v1.outbox-worker.DLQ',
          offset,
          headers: { eventId, [failureHeaders.originTopic]: 'outbox' },
        }),
      );
    expect(row('e1', '1')).toMatchObject({ origin: { topic: 'outbox', partition: null, offset: null } });
    expect(row('e1', '2').id).toBe(row('e1', '1').id);
    expect(row('e2', '1').id).not.toBe(row('e1', '1').id);
  });

  it('without an event id is identified by its origin', () => {
    expect(deadLetterOf(message({ headers: failure })).eventId).toBe(`${topic}/2/17`);
  });

  it('that was added manually is shown with its known fields', () => {
    const letter = deadLetterOf(message({ headers: {}, key: null, value: null }));
    expect(letter).toMatchObject({
      origin: { topic: `${topic}.tickets.DLQ`, partition: 0, offset: '3' },
      error: { code: 'unknown', class: 'unknown' },
      attempts: 1,
      schemaId: null,
      lastFailedAt: new Date('2026-06-02T00:00:00Z'),
    });
  });

  it.each([
    ['attempts', failureHeaders.attempts, 'many', { attempts: 1 }],
    ['a date', failureHeaders.firstFailedAt, 'yesterday', { firstFailedAt: new Date('2026-06-01T12:13:00.000Z') }],
    [
      'an offset',
      failureHeaders.originOffset,
      '-1',
      { origin: { topic: `${topic}.tickets.DLQ`, partition: 0, offset: '3' } },
    ],
    ['a schema id', failureHeaders.schemaId, 'x', { schemaId: null }],
  ])('with invalid %s is shown anyway', (_, header, text, expected) => {
    expect(deadLetterOf(message({ headers: { ...failure, [header]: text } }))).toMatchObject(expected);
  });

  it('keeps every header, including bytes and repetitions', () => {
    const bytes = Buffer.from([0xff, 0x00]);
    const { headers } = deadLetterOf(message({ originalHeaders: { a: [bytes, 'x'], b: 'y' } }));
    expect(headers).toEqual([
      { name: 'a', value: bytes },
      { name: 'a', value: Buffer.from('x') },
      { name: 'b', value: Buffer.from('y') },
    ]);
  });

  it('is refused on another topic', () => expect(() => deadLetterOf(message({ topic }))).toThrow(RangeError));
});
