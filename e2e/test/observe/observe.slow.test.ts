import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { root } from '@ticketing/local/config';
import { readEndpoints } from '@ticketing/local/endpoints';
import { runLocal } from '@ticketing/local/run';
import { signUp } from '../../src/person.ts';
import { listTicket, readOrder, reserve, until } from '../../src/purchase.ts';

const home = join(root, '.local/test-observe');
const env = { TICKETING_HOME: home, TICKETING_PORTS: 'auto', TICKETING_SEED: 'never' };

interface ZipkinSpan {
  traceId: string;
  id: string;
  parentId?: string;
  name: string;
  localEndpoint: { serviceName: string };
}
interface Purchase {
  orderId: string;
  trace: ZipkinSpan[];
}

let urls: Record<'traces' | 'metrics' | 'logs' | 'alerts', string>;
let purchase: Purchase;

const askJson = async <T>(url: string): Promise<T> => (await fetch(url)).json() as Promise<T>;

/** Spans arrive for some seconds; the purchase's last ones are those of the mail. */
async function traceOf(service: string, span: string, lastProgram: string): Promise<ZipkinSpan[]> {
  const query = new URLSearchParams({ serviceName: service, spanName: span, limit: '1' });
  const isWhole = (trace: ZipkinSpan[] | undefined) =>
    trace?.some(({ localEndpoint, name }) => localEndpoint.serviceName === lastProgram && name.startsWith('process'));
  return waitFor(
    async () => {
      const [trace] = await askJson<ZipkinSpan[][]>(`${urls.traces}/api/v2/traces?${query}`);
      return isWhole(trace) ? (trace ?? null) : null;
    },
    { timeoutMs: 30_000 },
  ) as Promise<ZipkinSpan[]>;
}

beforeAll(async () => {
  expect(await runLocal(env, 'start', '--detach', '--observe')).toBe(0);
  const { addresses } = readEndpoints(home) ?? {};
  if (!addresses?.observe) throw new Error('nothing observes');
  const { traces, metrics, logs, alerts } = addresses.observe;
  urls = {
    traces: traces.replace(/\/$/, ''),
    metrics: new URL(metrics).origin,
    logs: new URL(logs).origin,
    alerts: new URL(alerts).origin,
  };
  const [seller, buyer] = await Promise.all([signUp(addresses.gateway), signUp(addresses.gateway)]);
  const { id } = await listTicket(seller);
  const { id: orderId } = await reserve(buyer, id);
  await buyer.expect(201, 'POST', '/api/payments', { orderId, token: 'tok_visa' });
  await until(
    () => readOrder(buyer, orderId),
    ({ status }) => status === 'complete',
  );
  purchase = { orderId, trace: await traceOf('payments', 'post /api/payments', 'notifications') };
}, 600_000);
afterAll(async () => {
  await runLocal(env, 'stop');
  rmSync(home, { recursive: true, force: true });
}, 120_000);

it('shows a purchase as one trace through its programs, with Debezium in the middle', () => {
  const { trace } = purchase;
  const programs = new Set(trace.map(({ localEndpoint }) => localEndpoint.serviceName));
  expect(trace.length).toBeGreaterThanOrEqual(12);
  expect([...programs].sort()).toEqual(
    expect.arrayContaining(['debezium', 'notifications', 'orders', 'payments', 'relay-mongo', 'relay-raw', 'tickets']),
  );
  const names = trace.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['post /v1/payment_intents', 'mongodb insert payments']));

  const ids = new Set(trace.map(({ id }) => id));
  const beginnings = trace.filter(({ parentId }) => parentId === undefined || !ids.has(parentId));
  expect(beginnings.map(({ name }) => name)).toEqual(['post /api/payments']);
  const byId = new Map(trace.map((span) => [span.id, span]));
  const captured = trace.find(({ name }) => name === 'publish orders.order.completed.v2');
  expect(byId.get(captured?.parentId ?? '')?.localEndpoint.serviceName).toBe('debezium');
});

it('finds the log lines of the trace, from several programs', async () => {
  const query = encodeURIComponent(`trace.id:${purchase.trace[0]?.traceId}`);
  const programs = await waitFor(
    async () => {
      const rows = (await (await fetch(`${urls.logs}/select/logsql/query?query=${query}`)).text()).trim().split('\n');
      const found = new Set(
        rows.filter(Boolean).map((row) => (JSON.parse(row) as Record<string, string>)['service.name']),
      );
      return found.size >= 4 ? found : null;
    },
    { timeoutMs: 30_000 },
  );
  expect([...(programs ?? [])]).toEqual(expect.arrayContaining(['orders', 'tickets', 'notifications']));
});

it('scrapes every program, and no alert fires', async () => {
  interface Vector {
    data: { result: { metric: { job: string }; value: [number, string] }[] };
  }
  const up = await askJson<Vector>(`${urls.metrics}/api/v1/query?query=up`);
  expect(up.data.result.length).toBeGreaterThanOrEqual(11);
  expect(up.data.result.filter(({ value }) => value[1] !== '1')).toEqual([]);
  const dashboards = await askJson<{ dashboardsSettings: { title: string }[] }>(
    `${urls.metrics}/vmui/custom-dashboards`,
  );
  expect(dashboards.dashboardsSettings.map(({ title }) => title).sort()).toEqual(['Capacity', 'Events', 'Marketplace']);
  interface Alerts {
    data: { alerts: { state: string; name: string }[] };
  }
  const { data } = await askJson<Alerts>(`${urls.alerts}/api/v1/alerts`);
  expect(data.alerts.filter(({ state }) => state === 'firing')).toEqual([]);
});
