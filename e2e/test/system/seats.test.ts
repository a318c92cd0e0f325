import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser } from '../../src/browser/open-browser.ts';
import { payWith } from '../../src/browser/scenes/checkout.ts';
import { type Look, visit } from '../../src/browser/visitor.ts';
import { type FreePlaces, openSale, publishPerformance, readFreePlaces } from '../../src/performance.ts';
import { type Person, signUp } from '../../src/person.ts';
import { until } from '../../src/purchase.ts';
import { runningSystem } from '../../src/system.ts';

const { storeUrl } = runningSystem();
const pictures = process.env.SCREENSHOTS ?? join(import.meta.dirname, '../../../.local/screenshots');

let browser: Browser;
let organiser: Person;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [browser, organiser] = await Promise.all([openBrowser(), signUp(storeUrl)]);
}, 60_000);
afterAll(() => browser.close());

/** Puts a hall on sale and opens its page as a signed-in buyer. */
async function openEvent(look: Look, by = organiser) {
  const id = await openSale(by);
  const buyer = await signUp(storeUrl);
  const visitor = await visit(browser, { storeUrl, look, person: buyer });
  await visitor.page.goto(`${storeUrl}/events/${id}`);
  await visitor.page.getByRole('heading', { name: 'String quartets' }).waitFor();
  const picture = (name: string) =>
    visitor.page.screenshot({ path: join(pictures, `event-${name}-${look}.png`), fullPage: true });
  return { ...visitor, id, buyer, picture };
}

/** What is free may be a quarter of a second old. */
const isFree = (person: Person, id: string, expected: FreePlaces['seats']['stalls']) =>
  until(
    () => readFreePlaces(person, id),
    ({ seats }) => seats.stalls.A === expected.A && seats.stalls.B === expected.B,
  );

async function payAndSeeTickets(page: Page): Promise<void> {
  await page.waitForURL(/\/orders\//);
  await payWith(page, 'success');
  await page.getByText('The tickets are yours').first().waitFor();
}

const four = { name: /^4 for \$160\.00\s*: Category A$/ };

describe('a party of four', () => {
  it.each(['light', 'mobile'] as const)(
    'gets seats next to each other by one tap and pays for them (%s)',
    async (look) => {
      const { page, id, buyer, picture, problems, leave } = await openEvent(look);
      await page.getByRole('button', { name: 'One person more' }).click();
      await page.getByRole('button', { name: 'One person more' }).click();
      await picture('page');
      await page.getByRole('button', four).click();
      await page.waitForURL(/\/orders\//);
      for (const number of [3, 4, 5, 6]) await page.getByText(`Stalls, row A, seat ${number}`).first().waitFor();
      await picture('checkout');
      await payAndSeeTickets(page);
      await picture('paid');
      await isFree(buyer, id, { A: '11000011', B: '11111111' });
      expect(problems).toEqual([]);
      await leave();
    },
  );

  it('chooses its seats in the list by keyboard alone', async () => {
    const { page, id, buyer, picture, problems, leave } = await openEvent('dark');
    const press = async (target: Locator, key: 'Enter' | 'Space') => {
      await target.focus();
      await page.keyboard.press(key);
    };
    await press(page.getByRole('radio', { name: 'List' }), 'Space');
    await press(page.locator('summary', { hasText: 'Row B' }), 'Enter');
    for (const number of [5, 6, 7, 8])
      await press(page.getByRole('button', { name: `Stalls, row B, seat ${number}, $40.00, free` }), 'Enter');
    await picture('list');
    await press(page.getByRole('button', { name: 'Reserve', exact: true }), 'Enter');
    await page.waitForURL(/\/orders\//);
    await isFree(buyer, id, { A: '11111111', B: '11110000' });
    expect(problems).toEqual([]);
    await leave();
  });
});

it('a seat that somebody else takes leaves the choice, and the visitor is told', async () => {
  const { page, id, problems, leave } = await openEvent('light');
  await page.getByText('List', { exact: true }).click();
  await page.locator('summary', { hasText: 'Row A' }).click();
  for (const number of [1, 2])
    await page.getByRole('button', { name: `Stalls, row A, seat ${number}, $40.00, free` }).click();
  const rival = await signUp(storeUrl);
  await rival.expect(201, 'POST', '/api/orders', { performanceId: id, seats: ['stalls:A:2'] });
  await page.getByText('Somebody else has just reserved this seat').waitFor();
  await page.getByRole('button', { name: 'Stalls, row A, seat 1, $40.00, chosen' }).waitFor();
  await page.getByRole('button', { name: 'Stalls, row A, seat 2, $40.00, taken' }).waitFor();
  expect(problems).toEqual([]);
  await leave();
});

it('events are found by their words and place', async () => {
  await publishPerformance(organiser);
  const { page, problems, leave } = await visit(browser, { storeUrl, look: 'mobile' });
  await page.goto(`${storeUrl}/events?search=quartets`);
  await page
    .getByRole('link', { name: /String quartets/ })
    .first()
    .waitFor();
  await page.screenshot({ path: join(pictures, 'events-mobile.png') });
  await page.goto(`${storeUrl}/events?search=nothing-like-this`);
  await page.getByText('No events match').waitFor();
  expect(problems).toEqual([]);
  await leave();
});

it('who waits for sold-out places sees their turn, and gets the places', async () => {
  const [otherOrganiser, holder] = await Promise.all([signUp(storeUrl), signUp(storeUrl)]);
  const { page, id, picture, problems, leave } = await openEvent('light', otherOrganiser);
  const standing = { sectionId: 'floor', quantity: 2 };
  const held = await holder.expect<{ id: string }>(201, 'POST', '/api/orders', { performanceId: id, standing });
  await page.getByRole('button', { name: 'Wait for 2 × Floor' }).click();
  await page.getByText('You are number 1 on the list, for 2 places.').waitFor();
  await picture('waiting');
  await holder.expect(204, 'DELETE', `/api/orders/${held.id}`);
  await page.getByText('You are no longer on the list').waitFor();
  await page.getByRole('link', { name: 'your orders' }).click();
  await page.getByText('String quartets').first().waitFor();
  expect(problems).toEqual([]);
  await leave();
});
