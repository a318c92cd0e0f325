import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../../src/browser/open-browser.ts';
import { payWith } from '../../src/browser/scenes/checkout.ts';
import { english } from '../../src/browser/scenes/english.ts';
import { visit } from '../../src/browser/visitor.ts';
import { checkSystem } from '../../src/checker/index.ts';
import { loadConfig } from '../../src/config.ts';
import { openSale, type PartyBody } from '../../src/performance.ts';
import { type Person, signUp } from '../../src/person.ts';
import { until } from '../../src/purchase.ts';
import { runningSystem } from '../../src/system.ts';

const system = runningSystem();
const { storeUrl } = system;
const { graceSeconds } = loadConfig();
const pictures = process.env.SCREENSHOTS ?? join(import.meta.dirname, '../../../.local/screenshots');
const { refunds } = english.organise;

let browser: Browser;
let organiser: Person;
let buyer: Person;
let performanceId: string;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [browser, organiser, buyer] = await Promise.all([openBrowser(), signUp(storeUrl), signUp(storeUrl)]);
  performanceId = await openSale(organiser);
}, 120_000);
afterAll(() => browser.close());

const read = (id: string) => buyer.expect<PartyBody>(200, 'GET', `/api/orders/${id}`);
const becomes = (id: string, isTrue: (order: PartyBody) => boolean) => until(() => read(id), isTrue, 40_000);
const reserve = (quantity: number) =>
  buyer.expect<PartyBody>(201, 'POST', '/api/orders', { performanceId, bestAvailable: { quantity } });
const release = ({ id, items }: PartyBody, places = 1) =>
  buyer.request<PartyBody>('POST', `/api/orders/${id}/release`, {
    seats: items.slice(0, places).map(({ seatId }) => seatId),
  });
const pay = ({ id: orderId }: PartyBody, given: object = {}) =>
  buyer.request('POST', '/api/payments', { orderId, token: 'tok_visa', ...given });
const ask = ({ id: orderId }: PartyBody, what: object) =>
  organiser.expect<{ id: string }>(202, 'POST', `/api/performances/${performanceId}/refunds`, {
    ...{ orderId, reason: 'A broken seat', ...what },
  });
const chargesOf = ({ id }: PartyBody) =>
  buyer.expect<{ amount: number; refund: { amount: number } | null }[]>(200, 'GET', `/api/payments/mine?orderId=${id}`);

describe('a part of an order', () => {
  it('that is given back before paying is not charged', async () => {
    const order = await reserve(3);
    const { status, body } = await release(order);
    expect([status, body]).toMatchObject([200, { total: 80, version: 1 }]);
    expect((await pay(order, { orderVersion: body.version })).status).toBe(201);
    await becomes(order.id, (paid) => paid.status === 'complete');
    expect(await chargesOf(order)).toMatchObject([{ amount: 80, refund: null }]);
  }, 60_000);

  it('that is given back while all of it is being paid comes back as money', async () => {
    const order = await reserve(3);
    const [, released] = await Promise.all([pay(order, { token: 'tok_sandbox_processing_2s' }), release(order)]);
    const total = released.status === 200 ? 80 : 120;
    expect([200, 409]).toContain(released.status);
    await becomes(order.id, (paid) => paid.status === 'complete' && paid.total === total);
    await until(
      () => chargesOf(order),
      ([charge]) => charge !== undefined && charge.amount - (charge.refund?.amount ?? 0) === total,
      40_000,
    );
  }, 60_000);

  it('is refunded once by the organiser, and then the rest', async () => {
    const order = await reserve(3);
    await pay(order);
    await becomes(order.id, ({ status }) => status === 'complete');
    const seats = order.items.slice(0, 1).map(({ seatId }) => seatId);
    await Promise.all([ask(order, { seats }), ask(order, { seats })]);
    await becomes(
      order.id,
      ({ status, refund, total }) => status === 'complete' && total === 80 && refund?.amount === 40,
    );
    const { id } = await ask(order, { whole: true });
    await becomes(order.id, ({ status, refund }) => status === 'cancelled' && refund?.amount === 120);
    await until(
      () =>
        organiser.expect<{ id: string; status: string; code: string | null }[]>(
          200,
          'GET',
          `/api/performances/${performanceId}/refunds`,
        ),
      (list) =>
        list.find((each) => each.id === id)?.status === 'refunded' &&
        list.filter(({ code }) => code === 'unknown_place').length === 1,
    );
  }, 90_000);
});

it('a buyer gives places back on the order’s page, and the organiser refunds one later', async () => {
  const { giveBack } = english.order;
  const { page, problems, leave } = await visit(browser, { storeUrl, person: buyer, look: 'mobile' });
  // From here on, the reservation expires.
  const order = await reserve(3);
  const picture = (name: string) => page.screenshot({ path: join(pictures, `parts-${name}.png`), fullPage: true });
  await page.goto(`${storeUrl}/orders/${order.id}`);
  await page.getByText(giveBack.title).click();
  await page.getByRole('checkbox', { name: order.items[0]?.label ?? '' }).check();
  await page.getByText('2 places stay, for $80.00.').waitFor();
  await picture('choice');
  await page.getByRole('button', { name: 'Give back 1 place' }).click();
  await page.getByRole('button', { name: 'Give it back' }).click();
  await page.getByRole('cell', { name: '$80.00' }).waitFor();
  await payWith(page, 'success');
  await page.getByText('The tickets are yours').first().waitFor();

  const office = await visit(browser, { storeUrl, person: organiser });
  await office.page.goto(`${storeUrl}/organise/performances/${performanceId}`);
  await office.page.getByLabel(refunds.orderId, { exact: true }).fill(order.id);
  await office.page.getByLabel(refunds.sectionId).selectOption('Stalls');
  const seat = order.items[1]?.seatId?.split(':').slice(1).join(' ') ?? '';
  await office.page.getByLabel(refunds.places, { exact: true }).fill(seat);
  await office.page.getByLabel(refunds.reason, { exact: true }).fill('The seat is broken');
  await office.page.getByRole('button', { name: refunds.action }).click();
  await office.page.getByRole('button', { name: refunds.yes, exact: true }).click();
  await office.page.getByText(refunds.asked).waitFor();
  await becomes(order.id, ({ refund }) => refund?.amount === 40);
  await office.page.reload();
  await office.page.getByRole('row', { name: new RegExp(`${order.id}.*\\$40.00 Refunded`) }).waitFor();
  await office.page.screenshot({ path: join(pictures, 'parts-organiser.png'), fullPage: true });

  await page.reload();
  await page.getByText('$40.00 was refunded to your card.').waitFor();
  await picture('refunded');
  expect([...problems, ...office.problems]).toEqual([]);
  await Promise.all([leave(), office.leave()]);
}, 180_000);

it('leaves every invariant intact', async () => {
  const { summary } = await checkSystem({ addresses: system.addresses, graceSeconds });
  expect(summary).toEqual([]);
}, 120_000);
