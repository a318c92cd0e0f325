import { describe, expect, it } from '@jest/globals';
import { keepSettledMs, type Letter } from './letter.ts';
import {
  letterStateAfter,
  messagesOf,
  type Report,
  type Resend,
  type ResendKind,
  statusOf,
  targetsOf,
  withReport,
} from './resend.ts';

const header = (name: string, value: string | Buffer) => ({ name, value: Buffer.from(value) });
const letter = (given: Partial<Letter> = {}): Letter => ({
  id: 'l1',
  group: 'tickets',
  topic: 'orders.order.created.v1',
  origin: { topic: 'orders.order.created.v1', partition: 2, offset: '17' },
  eventId: 'e1',
  key: Buffer.from('k'),
  value: Buffer.from([1, 2, 3]),
  headers: [],
  schemaId: null,
  error: { code: 'x', class: 'X', message: '', stack: null },
  attempts: 1,
  firstFailedAt: new Date(0),
  lastFailedAt: new Date(0),
  content: { format: 'unknown', json: null, problem: null, position: null },
  state: 'open',
  failedAgain: 0,
  lastResendId: null,
  discard: null,
  places: [],
  indexedAt: new Date(keepSettledMs),
  ...given,
});
const resend = (given: Partial<Resend> = {}): Resend => ({
  id: 'r1',
  replayId: 'p1',
  letterId: 'l1',
  group: 'tickets',
  topic: 'orders.order.created.v1',
  kind: 'replay',
  skip: null,
  awaited: ['tickets'],
  reports: [],
  status: 'waiting',
  claimedAt: new Date(0),
  publishedAt: null,
  ...given,
});
const report = (outcome: string, atMs = 0, group = 'tickets'): Report => ({
  group,
  outcome,
  errorCode: null,
  at: new Date(atMs),
});

describe('a replay of a letter', () => {
  it.each<[string, Pick<Letter, 'group' | 'topic'>, ResendKind, string[]]>([
    [
      'goes only to its group',
      { group: 'tickets', topic: 'orders.order.created.v1' },
      'replay',
      ['orders.order.created.v1.tickets.retry.0'],
    ],
    [
      'of the raw relay goes to the raw topic',
      { group: 'outbox-worker', topic: 'orders.order.created.v1' },
      'replay',
      ['orders.order.created.v1.raw'],
    ],
    [
      'of a Mongo relay goes to that relay',
      { group: 'outbox-worker', topic: 'tickets.ticket.created.v1' },
      'edit',
      ['tickets.ticket.created.v1.outbox-worker.retry.0'],
    ],
    [
      'that skips goes to its group',
      { group: 'orders', topic: 'tickets.ticket.created.v1' },
      'skip',
      ['tickets.ticket.created.v1.orders.retry.0'],
    ],
    [
      'that skips an unpublished event goes to every group that waits for it',
      { group: 'outbox-worker', topic: 'orders.order.created.v1' },
      'skip',
      ['tickets', 'payments', 'expiration', 'notifications'].map((group) => `orders.order.created.v1.${group}.retry.0`),
    ],
    [
      'that skips an event without consumers goes nowhere',
      { group: 'outbox-worker', topic: 'auth.user.created.v1' },
      'skip',
      [],
    ],
  ])('%s', (_, of, kind, topics) => expect(targetsOf(of, kind).map(({ topic }) => topic)).toEqual(topics));

  it('has the original bytes and headers, its origin and id, and no failure headers', () => {
    const bytes = Buffer.from([0xff]);
    const failed = letter({
      headers: [
        header('eventId', 'e1'),
        header('x', bytes),
        header('x', 'again'),
        header('dlq.error.code', 'unknown_ticket'),
        header('dlq.attempts', '5'),
        header('retry.not.before', '1'),
        header('replay.id', 'an earlier one'),
        header('replay.skip', 'order:1@0'),
      ],
    });
    expect(messagesOf(failed, resend(), null)).toEqual([
      {
        topic: 'orders.order.created.v1.tickets.retry.0',
        key: failed.key,
        value: failed.value,
        headers: {
          eventId: Buffer.from('e1'),
          x: [bytes, Buffer.from('again')],
          'dlq.topic': 'orders.order.created.v1',
          'dlq.partition': '2',
          'dlq.offset': '17',
          'replay.id': 'r1',
        },
      },
    ]);
  });

  it('names the skipped position', () => {
    const [message] = messagesOf(letter(), resend({ kind: 'skip', skip: 'order:4711@1' }), null);
    expect(message?.headers).toMatchObject({ 'replay.skip': 'order:4711@1' });
  });

  it('has the operator’s bytes, and a deterministic event id if a raw message had none', () => {
    const raw = letter({
      group: 'outbox-worker',
      eventId: 'orders.order.created.v1.raw/0/5',
      origin: { topic: 'orders.order.created.v1.raw', partition: 0, offset: '5' },
    });
    const edit = { key: Buffer.from('4711'), value: Buffer.from('{}') };
    const [message] = messagesOf(raw, resend({ kind: 'edit' }), edit);

    expect(message).toMatchObject({ topic: 'orders.order.created.v1.raw', ...edit });
    expect(message?.headers.eventId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/);
    expect(messagesOf(raw, resend({ id: 'r2' }), edit)[0]?.headers.eventId).toBe(message?.headers.eventId);
    expect(messagesOf(raw, resend(), null)[0]?.headers).not.toHaveProperty('eventId');
  });
});

describe('the outcome of a resend', () => {
  it.each(['applied', 'duplicate', 'stale', 'parked', 'published'])(
    'is a success when its group reports %s',
    (outcome) => {
      const status = statusOf(resend({ reports: [report(outcome)] }));
      expect(letterStateAfter({ kind: 'replay', status })).toBe('succeeded');
    },
  );

  it.each(['dead_lettered', 'not_sent'])('is a failure when it was %s', (outcome) => {
    const status = statusOf(resend({ reports: [report(outcome)] }));
    expect(letterStateAfter({ kind: 'replay', status })).toBe('failed_again');
  });

  it('discards the letter when it was a skip', () => {
    expect(letterStateAfter({ kind: 'skip', status: statusOf(resend({ reports: [report('skipped')] })) })).toBe(
      'discarded',
    );
  });

  it('is open until all groups have reported, or one has failed', () => {
    const awaited = ['tickets', 'payments'] as Resend['awaited'];
    const ok = report('skipped', 0, 'tickets');
    expect(statusOf({ awaited, reports: [] })).toBe('waiting');
    expect(statusOf({ awaited, reports: [ok] })).toBe('waiting');
    expect(statusOf({ awaited, reports: [ok, report('skipped', 0, 'payments')] })).toBe('succeeded');
    expect(statusOf({ awaited, reports: [report('dead_lettered', 0, 'payments')] })).toBe('failed');
  });

  it.each<[string, Report[], Resend['status']]>([
    ['parked, then failed', [report('parked', 1), report('dead_lettered', 2)], 'failed'],
    ['sent twice, failed at first', [report('dead_lettered', 1), report('applied', 2)], 'succeeded'],
    ['earlier failure reported late', [report('applied', 2), report('dead_lettered', 1)], 'succeeded'],
    ['reported twice', [report('applied', 1), report('applied', 1)], 'succeeded'],
  ])('follows the latest report: %s', (_, several, status) => {
    const reports = several.reduce(withReport, [] as Report[]);
    expect(reports).toHaveLength(1);
    expect(statusOf(resend({ reports }))).toBe(status);
  });
});
