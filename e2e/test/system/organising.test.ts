import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../src/browser/open-browser.ts';
import { english } from '../../src/browser/scenes/english.ts';
import { visit } from '../../src/browser/visitor.ts';
import { signUp } from '../../src/person.ts';
import { until } from '../../src/purchase.ts';
import { runningSystem } from '../../src/system.ts';

const { storeUrl } = runningSystem();
const pictures = process.env.SCREENSHOTS ?? join(import.meta.dirname, '../../../.local/screenshots');
const { organise } = english;

let browser: Browser;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser.close());

async function foundOrganiser(page: Page): Promise<void> {
  await page.goto(storeUrl);
  await page.getByRole('button', { name: english.site.account }).click();
  await page.getByRole('link', { name: english.site.organise, exact: true }).click();
  await page.getByLabel(organise.organiser.name).fill('Harbour Stage');
  await page.getByRole('button', { name: organise.organiser.create }).click();
  await page.getByRole('heading', { name: 'Harbour Stage' }).waitFor();
}

/** Two rows of six seats, of which two in each are for wheelchairs, and five places to stand. */
async function addVenue(page: Page): Promise<void> {
  await page.getByRole('link', { name: organise.venue.new }).click();
  await page.getByLabel(organise.venue.name).fill('Old Warehouse');
  await page.getByLabel(organise.venue.place, { exact: true }).fill('Lisbon');
  await page.getByLabel(organise.map.sectionName).fill('Stalls');
  await page.getByLabel(organise.map.lastRow).fill('B');
  await page.getByLabel(organise.map.seatsPerRow).fill('seven');
  await page.getByRole('button', { name: organise.venue.add }).click();
  await page.getByText(english.problems.seats_per_row_invalid).waitFor();
  await page.getByLabel(organise.map.seatsPerRow).fill('6');
  await page.getByLabel(organise.map.accessible).fill('1, 6');
  await page.getByRole('button', { name: organise.map.addStanding }).click();
  const floor = page.getByRole('region', { name: 'Standing area 2' });
  await floor.getByLabel(organise.map.quota, { exact: true }).fill('5');
  await floor.getByLabel(organise.map.category, { exact: true }).fill('S');
  await floor.getByLabel(organise.map.sectionName).fill('Floor');
  await page.getByText('12 seats · 5 places to stand').waitFor();
  await page.getByRole('button', { name: organise.venue.add }).click();
  await page.getByText('Lisbon · seat map version 1').waitFor();
}

const prices = [
  ['A', 'Seats', '38.50'],
  ['S', 'Standing', '12'],
] as const;

/** Returns the id of a draft without a price for one category. */
async function draftPerformance(page: Page): Promise<string> {
  await page.getByRole('link', { name: organise.performance.new }).click();
  await page.getByLabel(organise.performance.title, { exact: true }).fill('Fado at the harbour');
  await page.getByLabel(organise.performance.startsAt).fill('2031-06-14T21:00');
  await page.getByLabel(organise.performance.heldBack).fill('Press: stalls A 3-4');
  for (const [id, name, price] of prices) {
    const category = page.getByRole('group', { name: `Category ${id}` });
    await category.getByLabel(organise.performance.categoryName).fill(name);
    if (id === 'A') await category.getByLabel(organise.performance.price).fill(price);
  }
  await page.getByRole('button', { name: organise.performance.saveDraft }).click();
  await page.waitForURL(/\/organise\/performances\/[0-9a-f]{24}$/);
  await page.getByText(organise.performance.draftText).waitFor();
  return page.url().split('/').at(-1) ?? '';
}

/** Publishing is refused while a price is missing; then the draft gets it and goes on sale. */
async function publish(page: Page): Promise<void> {
  const { open, confirm } = organise.actions.publish;
  await page.getByRole('button', { name: open }).click();
  await page.getByRole('button', { name: confirm, exact: true }).click();
  await page.getByText(english.problems.category_missing).waitFor();
  await page.getByRole('button', { name: organise.actions.back }).click();
  await page.getByRole('link', { name: organise.edit, exact: true }).click();
  await page.getByRole('group', { name: 'Category S' }).getByLabel(organise.performance.price).fill('12');
  await page.getByRole('button', { name: organise.save }).click();
  await page.getByRole('button', { name: open }).click();
  await page.getByRole('button', { name: confirm, exact: true }).click();
  await page.getByText(english.event.sale.on_sale, { exact: true }).waitFor();
}

/** Answers that the pages show in words: a refused publication, and seats that orders does not know yet. */
const shown = /status of 40[04]/;

it('an organiser adds a venue, publishes a performance, and sees what a buyer takes', async () => {
  const [organiser, buyer] = await Promise.all([signUp(storeUrl), signUp(storeUrl)]);
  const { page, problems, leave } = await visit(browser, { storeUrl, person: organiser });
  await foundOrganiser(page);
  await addVenue(page);
  const id = await draftPerformance(page);
  await page.goto(`${storeUrl}/events/${id}`);
  await page.getByText(english.event.sale.draftTitle).waitFor();
  await page.goto(`${storeUrl}/organise/performances/${id}`);
  await publish(page);

  await until(
    () => buyer.request('GET', `/api/orders/performances/${id}/seats`),
    ({ status }) => status === 200,
  );
  const visitor = await visit(browser, { storeUrl, person: buyer, look: 'mobile' });
  await visitor.page.goto(`${storeUrl}/events/${id}`);
  await visitor.page.getByRole('button', { name: /^2 for \$77\.00/ }).click();
  await visitor.page.waitForURL(/\/orders\//);

  const total = page.getByRole('row', { name: 'Total 2 13 2 17' });
  await total.waitFor();
  await page.screenshot({ path: join(pictures, 'organising-sales.png'), fullPage: true });
  await page.getByRole('button', { name: organise.actions.close.open }).click();
  await page.getByRole('button', { name: organise.actions.close.confirm, exact: true }).click();
  await page.getByText(english.event.sale.closed, { exact: true }).waitFor();

  await page.getByRole('button', { name: organise.actions.cancel.open }).click();
  await page.getByRole('dialog').getByLabel(organise.actions.cancel.reason).fill('The harbour is flooded');
  await page.getByRole('button', { name: organise.actions.cancel.confirm, exact: true }).click();
  await page.getByText(english.event.sale.cancelled, { exact: true }).waitFor();
  await page.getByText(organise.cancellation.states.completed).waitFor({ timeout: 60_000 });
  await page.screenshot({ path: join(pictures, 'organising-cancelled.png'), fullPage: true });
  await visitor.page.getByText(english.order.eventCancelled).waitFor();
  await visitor.page.goto(`${storeUrl}/events/${id}`);
  await visitor.page.getByText('The harbour is flooded').waitFor();
  await visitor.page.screenshot({ path: join(pictures, 'event-cancelled-visitor.png'), fullPage: true });
  expect([...problems, ...visitor.problems].filter((problem) => !shown.test(problem))).toEqual([]);
  await Promise.all([leave(), visitor.leave()]);
}, 180_000);
