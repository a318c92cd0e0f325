import { expect, it } from '@jest/globals';
import { awaitedServices, historyOf, type PublishedEvent } from './order-history.ts';

const published = (eventId: string, at: string, topic = 'payments.payment.created.v1'): PublishedEvent => ({
  ...{ eventId, topic, at },
});
const at = (minute: number) => `2026-01-31T12:0${minute}:00.000Z`;
const row = (eventId: string, minute: number) => ({
  eventId,
  topic: 'orders.order.created.v1',
  writtenAt: new Date(at(minute)),
});

it('joins topics and outboxes by event, in the order in which the events happened', () => {
  const onTopics = [published('late', at(4)), published('forgotten', at(2))];
  const inOutboxes = [row('waiting', 3), row('late', 1)];
  expect(historyOf(onTopics, inOutboxes)).toMatchObject([
    { eventId: 'late', at: new Date(at(1)), published: { at: at(4) }, written: { eventId: 'late' } },
    { eventId: 'forgotten', at: new Date(at(2)), published: { at: at(2) }, written: null },
    { eventId: 'waiting', at: new Date(at(3)), published: null, written: { eventId: 'waiting' } },
  ]);
});

it('awaits the consumers that were asked and have not recorded an event', () => {
  const created = published('event', at(0), 'orders.order.created.v1');
  const now = new Date(at(1));
  const everybody = ['tickets', 'payments', 'notifications', 'expiration', 'orders'];
  const awaited = (value: unknown, processedBy: string[], asked = everybody, when = now) =>
    awaitedServices(created, value, { processedBy, asked, now: when });

  expect(awaited({}, [])).toEqual(['tickets', 'payments', 'notifications']);
  expect(awaited({}, ['tickets'])).toEqual(['payments', 'notifications']);
  expect(awaited({}, [], ['tickets'])).toEqual(['tickets']);
  // Groups that read the second generation record the event there.
  expect(awaited({ isPublishedAsV2: true }, [])).toEqual(['tickets']);
  expect(awaited({}, [], everybody, new Date(Date.parse(at(0)) + 15 * 24 * 3_600_000))).toEqual([]);
});
