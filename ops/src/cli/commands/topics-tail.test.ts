import { expect, it } from '@jest/globals';
import { topicNames } from '@ticketing/contracts';
import type { ReadableMessage } from '../../topics/read-message.ts';
import { lastOfEach, namesOf, newRanges } from './topics-tail.ts';

it.each([
  [[], topicNames],
  [['orders.order.created.v1', 'orders.order.created.v1.tickets.DLQ'], null],
  [['orders'], topicNames.filter((name) => name.startsWith('orders.'))],
  [['orders.order', 'orders.order.created.v1'], topicNames.filter((name) => name.startsWith('orders.order.'))],
])('takes whole names and beginnings: %j', (given, expected) => {
  expect(namesOf(given)).toEqual(expected ?? given);
});

it.each(['order', 'orders.order.created.v1.nobody.DLQ'])('knows no topic %s', (name) => {
  expect(() => namesOf([name])).toThrow(`There is no topic ${name}`);
});

it('reads on where it ended, also in a partition that is new', () => {
  const seen = [{ topic: 'a', partition: 0, begin: 0, end: 5 }];
  const now = [
    { topic: 'a', partition: 0, begin: 2, end: 7 },
    { topic: 'a', partition: 1, begin: 0, end: 3 },
  ];
  expect(newRanges(seen, now).map(({ begin, end }) => [begin, end])).toEqual([
    [5, 7],
    [0, 3],
  ]);
});

it('keeps the last messages of each topic, in order of time', () => {
  const message = (topic: string, second: number) =>
    ({ topic, at: `2026-01-01T00:00:0${second}.000Z` }) as ReadableMessage;
  const messages = [message('a', 1), message('b', 2), message('a', 3), message('a', 4)];
  expect(lastOfEach(messages, 2)).toEqual([message('b', 2), message('a', 3), message('a', 4)]);
});
