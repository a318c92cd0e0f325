import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { defaultCacheFolder } from '../src/config.ts';
import { installVictoria } from '../src/parts/victoria.ts';
import { findFreePort } from '../src/ports/free-ports.ts';
import { PartFailed } from '../src/process/part-failed.ts';
import { runCommand } from '../src/process/run-command.ts';
import { alerts, rulesFile } from './alert-rules.ts';

interface Firing {
  /** Series that make it fire: name and labels → values, one a minute, in Prometheus' notation. */
  given: Record<string, string>;
  /** The labels of the alert, besides its severity. */
  labels?: Record<string, string>;
  /** As in the summary; only for alerts that show it. */
  value?: string;
  /** Minutes until it fires. */
  after?: number;
  /** Values of the same series with which it must not fire. */
  quiet: string;
}

const requests = (service: string, status: string) =>
  `http_server_request_duration_seconds_count{service="${service}",status="${status}"}`;
const checkout = (le: string) =>
  `http_server_request_duration_seconds_bucket{service="orders",method="post",route="/api/orders",le="${le}"}`;
const of = (service: string) => `{service="${service}"}`;

/** One in a hundred requests fails; a tenth of that is allowed within budget. */
const failing: Pick<Firing, 'given' | 'labels'> = {
  given: { [requests('orders', '201')]: '0+98x400', [requests('orders', '500')]: '0+2x400' },
  labels: { service: 'orders' },
};

/** What each alert means, as series. */
const firings: Record<string, Firing> = {
  EventsWaitForAPredecessor: {
    given: { [`consumer_parked_oldest_age_seconds${of('tickets')}`]: '61x5' },
    labels: { service: 'tickets' },
    quiet: '60x5',
  },
  ConsumerHeldBack: {
    given: { [`consumer_held_back_seconds${of('orders')}`]: '90x5' },
    labels: { service: 'orders' },
    quiet: '5x5',
  },
  ConsumerNotAMember: {
    given: { [`consumer_is_member${of('payments')}`]: '0x5' },
    labels: { service: 'payments' },
    quiet: '1x5',
  },
  ConsumerBehind: {
    given: {
      'consumer_lag_messages{service="orders",topic="payments.payment.created.v1",instance="a"}': '900x10',
      'consumer_lag_messages{service="orders",topic="payments.payment.created.v1",instance="b"}': '900x10',
      'consumer_lag_messages{service="orders",topic="payments.payment.failed.v1",instance="a"}': '101x10',
      'consumer_lag_messages{service="orders",topic="payments.payment.failed.v1.orders.retry.3",instance="a"}':
        '5000x10',
    },
    labels: { service: 'orders' },
    value: '1001',
    after: 7,
    quiet: '400x10',
  },
  DeadLettersOpen: {
    given: { 'dead_letters_open{group="payments"}': '2x5' },
    labels: { group: 'payments' },
    value: '2',
    quiet: '0x5',
  },
  ReplayNotAnswered: { given: { replays_oldest_waiting_age_seconds: '1201x5' }, quiet: '100x5' },
  OutboxNotPublished: {
    given: { [`outbox_oldest_pending_age_seconds${of('orders')}`]: '31x5' },
    labels: { service: 'orders' },
    quiet: '1x5',
  },
  NobodyRelays: {
    given: {
      'relay_lease_held{source="auth",instance="a"}': '0x5',
      'relay_lease_held{source="auth",instance="b"}': '0x5',
    },
    labels: { source: 'auth' },
    quiet: '1x5',
  },
  SlotNotRead: {
    given: { [`outbox_slot_active${of('orders')}`]: '0x5' },
    labels: { service: 'orders' },
    quiet: '1x5',
  },
  SlotFallsBehind: {
    given: { [`outbox_slot_lag_bytes${of('bookings')}`]: '600000000x5' },
    labels: { service: 'bookings' },
    value: '6e+08',
    quiet: '1000x5',
  },
  SlotMissing: {
    given: { [`outbox_slot_exists${of('orders')}`]: '0x5' },
    labels: { service: 'orders' },
    quiet: '1x5',
  },
  OutboxEventsMissing: {
    given: { [`outbox_missing_events${of('tickets')}`]: '3x5' },
    labels: { service: 'tickets' },
    quiet: '0x5',
  },
  OutboxNotVerified: {
    given: { [`outbox_verified_age_seconds${of('tickets')}`]: '901x5' },
    labels: { service: 'tickets' },
    quiet: '60x5',
  },
  TargetDown: {
    given: { 'up{job="orders",instance="127.0.0.1:3003"}': '0x5' },
    labels: { job: 'orders', instance: '127.0.0.1:3003' },
    quiet: '1x5',
  },
  RequestsFail: { ...failing, value: '2%', after: 75, quiet: '0x400' },
  RequestsFailSlowly: { ...failing, value: '2%', after: 370, quiet: '0x400' },
  CheckoutSlow: {
    given: { [checkout('1')]: '0+90x20', [checkout('2.5')]: '0+100x20', [checkout('+Inf')]: '0+100x20' },
    labels: { route: '/api/orders' },
    value: '2.35s',
    after: 12,
    quiet: '0+100x20',
  },
  BuyersTurnedAway: {
    given: { 'http_server_requests_shed_total{service="orders",priority="normal"}': '0+120x10' },
    labels: { service: 'orders' },
    value: '2',
    after: 8,
    quiet: '0x10',
  },
  SagasStuck: {
    given: { 'sagas_unfinished{service="bookings",definition="book-journey",status="stuck"}': '1x5' },
    labels: { service: 'bookings', definition: 'book-journey' },
    value: '1',
    quiet: '0x5',
  },
  SagaUnfinished: {
    given: {
      'sagas_oldest_unfinished_age_seconds{service="bookings",definition="book-journey",status="running"}': '3601x5',
    },
    labels: { service: 'bookings', definition: 'book-journey', status: 'running' },
    quiet: '600x5',
  },
  RefundFailed: {
    given: { 'payments_refunds{service="payments",state="failed"}': '1x5' },
    labels: { service: 'payments', state: 'failed' },
    quiet: '0x5',
  },
  TimerFailed: {
    given: { 'expiration_timers{service="expiration",state="failed"}': '1x5' },
    labels: { service: 'expiration', state: 'failed' },
    quiet: '0x5',
  },
  MailsNotSent: {
    given: { [`notifications_oldest_due_age_seconds${of('notifications')}`]: '901x5' },
    labels: { service: 'notifications' },
    quiet: '30x5',
  },
  MailsRefused: {
    given: { 'notifications_mails{service="notifications",state="failed"}': '0+1x90' },
    labels: { service: 'notifications', state: 'failed' },
    value: '60',
    after: 80,
    quiet: '7x90',
  },
};

let folder: string;
let tool: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alerts-test-'));
  tool = await installVictoria('vmalert-tool', defaultCacheFolder());
}, 600_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const rendered = (text: string, { labels = {}, value = '' }: Firing) =>
  text
    .replaceAll(/\{\{ \$labels\.(\w+) \}\}/g, (_, name: string) => labels[name] ?? '')
    .replaceAll(/\{\{ \$value[^}]*\}\}/g, value);

/** @returns what the tool reports; nothing when the alerts are exactly these */
async function mismatchOf(name: string, given: Record<string, string>, firing: Firing, isFiring: boolean) {
  const alert = alerts.find((one) => one.alert === name);
  if (!alert) throw new Error(`there is no alert ${name}`);
  const expected = {
    exp_labels: { ...alert.labels, ...firing.labels },
    exp_annotations: Object.fromEntries(
      Object.entries(alert.annotations).map(([key, text]) => [key, rendered(text, firing)]),
    ),
  };
  const test = {
    rule_files: [rulesFile],
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        input_series: Object.entries(given).map(([series, values]) => ({ series, values })),
        alert_rule_test: [
          { eval_time: `${firing.after ?? 4}m`, alertname: name, exp_alerts: isFiring ? [expected] : [] },
        ],
      },
    ],
  };
  const file = join(folder, `${name}.yaml`);
  await writeFile(file, stringify(test));
  const args = ['unittest', `--files=${file}`, '--disableAlertgroupLabel', `--httpListenPort=${await findFreePort()}`];
  const run = runCommand(tool, args, { name: `the test of ${name}` });
  return run.then(
    () => '',
    (error: unknown) => (error instanceof PartFailed ? error.outputTail : String(error)),
  );
}

it('each has an example here', () => {
  expect(Object.keys(firings).sort()).toEqual(alerts.map(({ alert }) => alert).sort());
});

it.each(Object.entries(firings))('%s fires, and only when it should', async (name, firing) => {
  expect(await mismatchOf(name, firing.given, firing, true)).toBe('');
  const quiet = Object.fromEntries(Object.keys(firing.given).map((series) => [series, firing.quiet]));
  expect(await mismatchOf(name, quiet, firing, false)).toBe('');
});
