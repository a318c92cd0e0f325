import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { violationsOn } from '../../src/browser/accessibility.ts';
import { openBrowser } from '../../src/browser/open-browser.ts';
import { english } from '../../src/browser/scenes/english.ts';
import { givenPaidOrder } from '../../src/browser/scenes/orders-of-operators.ts';
import { visit } from '../../src/browser/visitor.ts';
import { signUpOperator } from '../../src/operator.ts';
import type { Person } from '../../src/person.ts';
import { until } from '../../src/purchase.ts';
import { runningSystem } from '../../src/system.ts';

const system = runningSystem();
const { storeUrl } = system;
const { order, nav } = english.ops;

interface OrderView {
  services: { name: string; status: string; state: string | null; rows: { kind: string; fields: object }[] }[];
  areTopicsRead: boolean;
  events: {
    topic: string;
    at: string;
    published: object | null;
    processed: { service: string }[];
    awaited: string[];
  }[];
}

let browser: Browser;
let person: Person;
beforeAll(async () => {
  [browser, person] = await Promise.all([openBrowser(), signUpOperator(system)]);
}, 120_000);
afterAll(() => browser?.close());

const viewOf = (orderId: string) => person.expect<OrderView>(200, 'GET', `/api/ops/orders/${orderId}`);
const topicsOf = ({ events }: OrderView) => events.map(({ topic }) => topic);

it('a buyer has no access to an order’s page, and nobody outside to what services answer each other', async () => {
  const { orderId, buyer } = await givenPaidOrder(system);
  const statusOf = async (path: string, { cookie }: Person) =>
    (await fetch(`${storeUrl}${path}`, { headers: { cookie }, redirect: 'manual' })).status;
  for (const path of ['/ops/orders', `/ops/orders/${orderId}`]) expect(await statusOf(path, buyer)).toBe(404);
  expect(await statusOf(`/api/ops/orders/${orderId}`, buyer)).toBe(403);
  for (const path of [`/operations/orders/${orderId}`, `/operations/inbox?eventIds=${randomUUID()}`])
    expect(await statusOf(path, person)).toBe(404);
}, 60_000);

it('shows a paid order in every service that knows it, with its events in order of time', async () => {
  const { orderId, buyer } = await givenPaidOrder(system);
  const view = await until(
    () => viewOf(orderId),
    ({ events, services }) =>
      events.every(({ published, awaited }) => published !== null && awaited.length === 0) &&
      services.some(({ name, state }) => name === 'tickets' && state === 'sold') &&
      services.some(({ name, state }) => name === 'notifications' && state === 'mail sent'),
    60_000,
  );
  expect(view.services.map(({ name, status, state }) => [name, status, state])).toEqual([
    ['orders', 'found', 'complete'],
    ['payments', 'found', 'payment succeeded'],
    ['tickets', 'found', 'sold'],
    ['catalog', 'unknown', null],
    ['bookings', 'unknown', null],
    ['notifications', 'found', 'mail sent'],
    // Its timer was cancelled with the payment.
    ['expiration', 'unknown', null],
  ]);
  const topics = topicsOf(view);
  const placeOf = (topic: string) => {
    expect(topics).toContain(topic);
    return topics.indexOf(topic);
  };
  // The ticket is reserved beside the payment, which needs only the reservation's statement: each follows from the
  // order, neither from the other.
  expect(placeOf('orders.order.created.v1')).toBeLessThan(placeOf('tickets.ticket.updated.v1'));
  expect(placeOf('orders.order.created.v1')).toBeLessThan(placeOf('payments.payment.started.v1'));
  expect(placeOf('payments.payment.started.v1')).toBeLessThan(placeOf('payments.payment.created.v1'));
  expect(placeOf('payments.payment.created.v1')).toBeLessThan(placeOf('orders.order.completed.v1'));
  const times = view.events.map(({ at }) => Date.parse(at));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(view.areTopicsRead).toBe(true);
  const payment = view.events.find(({ topic }) => topic === 'payments.payment.created.v1');
  expect(payment?.processed.map(({ service }) => service)).toEqual(['orders']);
  const [attempt] = view.services[1]?.rows.filter(({ kind }) => kind === 'payments') ?? [];
  expect(attempt?.fields).toMatchObject({ state: 'succeeded', stripeId: expect.stringMatching(/^pi_/) });
  expect(JSON.stringify(view)).not.toContain(buyer.email);
}, 120_000);

it('an operator finds the order by its id, and reads states, events and payment', async () => {
  const { orderId } = await givenPaidOrder(system);
  const { page, problems, leave } = await visit(browser, { storeUrl, person });
  await page.goto(`${storeUrl}/ops`);
  await page.getByRole('link', { name: nav.orders, exact: true }).click();
  await page.getByLabel(order.id).fill('not an id');
  await page.getByRole('button', { name: order.open }).click();
  await page.getByText(order.notAnId).waitFor();
  await page.getByLabel(order.id).fill(` ${orderId.toUpperCase()} `);
  await page.getByRole('button', { name: order.open }).click();

  await page.waitForURL(`**/ops/orders/${orderId}`);
  await page.getByRole('heading', { name: order.timeline, exact: true }).waitFor();
  const events = page.getByRole('region', { name: order.timelineTable });
  await events.getByText('payments.payment.created.v1', { exact: true }).waitFor();
  await page.getByText(/^pi_/).first().waitFor();
  for (const service of ['orders', 'payments', 'tickets', 'bookings'])
    await page.getByRole('heading', { name: service, exact: true }).waitFor();
  await page.getByText('payment succeeded', { exact: true }).waitFor();
  expect(await violationsOn(page)).toEqual([]);

  await page.goto(`${storeUrl}/ops/orders/${randomUUID()}`);
  await page.getByText(order.unknownTitle).waitFor();
  expect(problems).toEqual([]);
  await leave();
}, 120_000);
