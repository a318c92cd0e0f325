import { styleText } from 'node:util';
import { type HistoryEntry, historyOf } from '../domain/order-history.ts';
import type { ReadableMessage } from '../topics/read-message.ts';
import { ago, plural, printable, table } from './output.ts';
import type { OrderView, Row, WrittenEvent } from './parts/read-order.ts';

/** Formats everything about an order: its state first, then its history. */
export function orderText(view: OrderView, width: number | undefined): string {
  const { order, ticket, payable, payments, parked } = view;
  return [
    section('Order', fields(order, ['id', 'status', 'version', 'user_id', 'title', 'created_at', 'expires_at'])),
    section('Ticket', ticket ? fields(ticket, ['_id', 'status', 'orderId', 'reservedUntil', 'version']) : 'gone'),
    section('Payments', payable ? paymentsText(payments, width) : 'payments does not know the order yet'),
    section('Timer', timerText(view)),
    section('Events', eventsText(view, width)),
    parked.length > 0 && section('Parked, waiting for an earlier version', parkedText(parked, width)),
  ]
    .filter(Boolean)
    .join('\n\n');
}

const section = (title: string, text: string): string => `${styleText('bold', title)}\n${text}`;

/** The given columns first, then the others that have a value. */
function fields(row: Row, first: readonly string[]): string {
  const others = Object.keys(row).filter((name) => !first.includes(name) && row[name] !== null);
  const names = [...first.filter((name) => name in row), ...others];
  const labelWidth = Math.max(...names.map((name) => name.length)) + 2;
  return names.map((name) => `${styleText('dim', name.padEnd(labelWidth))}${textOf(row[name])}`).join('\n');
}

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (value === null || value === undefined) return '–';
  const json: unknown = JSON.parse(JSON.stringify(value));
  return printable(typeof json === 'string' ? json : JSON.stringify(json));
}

function paymentsText(payments: readonly Row[], width: number | undefined): string {
  if (payments.length === 0) return 'no attempt to pay';
  const column = (title: string, name: string) => ({ title, of: (row: Row) => textOf(row[name]) });
  return table(
    [
      column('ATTEMPT', 'attempt'),
      column('STATE', 'state'),
      column('AMOUNT', 'amountMinor'),
      column('CURRENCY', 'currency'),
      column('STRIPE', 'stripeId'),
      column('FAILURE', 'failureCode'),
      column('CREATED', 'createdAt'),
      { ...column('REFUNDS', 'refunds'), isElastic: true },
    ],
    payments,
    width,
  );
}

function timerText({ timer, order }: OrderView): string {
  const isExpected = order.status === 'created' && Number(order.expires_at) > Date.now();
  if (!timer) return isExpected ? styleText('yellow', 'none, though the reservation has not expired') : 'none';
  const failure = timer.failedReason ? `, last failure: ${printable(timer.failedReason)}` : '';
  return `${timer.state}, due ${timer.dueAt.toISOString()}, ${plural(timer.attempts, 'attempt')}${failure}`;
}

interface Line {
  at: string;
  what: string;
  place: string;
  delay: string;
  detail: string;
}

function lineOf({ topic, at, published, written }: HistoryEntry<ReadableMessage, WrittenEvent>): Line {
  if (!published) {
    const detail = `waits in the outbox of ${written?.outbox} for ${ago(at.toISOString())}`;
    return { at: at.toISOString(), what: topic, place: 'not yet', delay: '–', detail };
  }
  return {
    at: published.at,
    what: topic,
    place: `${published.partition}/${published.offset}`,
    delay: written ? `${Math.max(0, Date.parse(published.at) - at.getTime())} ms` : '–',
    detail: published.problem ?? JSON.stringify(published.value),
  };
}

function eventsText(view: OrderView, width: number | undefined): string {
  const lines = historyOf(view.events, view.written).map(lineOf);
  if (lines.length === 0) return 'none';
  return table(
    [
      { title: 'TIME', of: ({ at }) => at },
      { title: 'TOPIC', of: ({ what }) => what },
      { title: 'PLACE', of: ({ place }) => place },
      { title: 'AFTER', of: ({ delay }) => delay },
      { title: 'EVENT', of: ({ detail }) => detail, isElastic: true },
    ],
    lines,
    width,
  );
}

const parkedText = (parked: OrderView['parked'], width: number | undefined): string =>
  table(
    [
      { title: 'SERVICE', of: ({ service }) => service },
      { title: 'STREAM', of: ({ stream, version }) => `${stream}@${version}` },
      { title: 'AGE', of: ({ parkedAt }) => ago(parkedAt.toISOString()) },
      { title: 'TOPIC', of: ({ topic }) => topic, isElastic: true },
    ],
    parked,
    width,
  );
