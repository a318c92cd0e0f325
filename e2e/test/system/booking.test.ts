import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { bookingBecomes, bookParty } from '../../src/bookings.ts';
import { openBrowser } from '../../src/browser/open-browser.ts';
import { givenDeparture, passengers } from '../../src/browser/scenes/bookings.ts';
import { payWith } from '../../src/browser/scenes/checkout.ts';
import { english } from '../../src/browser/scenes/english.ts';
import { type Look, visit } from '../../src/browser/visitor.ts';
import { readFreePlaces } from '../../src/performance.ts';
import { signUp } from '../../src/person.ts';
import { until } from '../../src/purchase.ts';
import { runningSystem } from '../../src/system.ts';

const { storeUrl } = runningSystem();
const pictures = process.env.SCREENSHOTS ?? join(import.meta.dirname, '../../../.local/screenshots');
const { bookings, problems: faults } = english;
const { book } = english.event.choice;

let browser: Browser;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser.close());

/** Opens the page of a new departure, as a signed-in buyer unless `isSignedIn` is false. */
async function openDeparture(look: Look, isSignedIn = true) {
  const departure = await givenDeparture({ storeUrl });
  const visitor = await visit(browser, { storeUrl, look, ...(isSignedIn && { person: departure.buyer }) });
  await visitor.page.goto(`${storeUrl}/events/${departure.performanceId}`);
  const picture = (name: string) =>
    visitor.page.screenshot({ path: join(pictures, `booking-${name}-${look}.png`), fullPage: true });
  return { ...visitor, ...departure, picture };
}

const bookingIdIn = async (page: Page): Promise<string> => {
  await page.waitForURL(/\/bookings\//);
  return page.url().split('/').at(-1) ?? '';
};
const focusedText = (page: Page) => page.locator(':focus').textContent();
const chooseBest = (page: Page) => page.getByRole('button', { name: /^2 for \$80\.00/ }).click();
const pressBook = (page: Page) => page.getByRole('button', { name: book, exact: true }).click();

describe.each(['dark', 'mobile'] as const)('a party of two (%s)', (look) => {
  it('is named and booked by keyboard, pays, and sees the numbers of its tickets', async () => {
    const { page, buyer, picture, problems, leave } = await openDeparture(look);
    await page.getByRole('button', { name: /^2 for \$80\.00/ }).focus();
    await page.keyboard.press('Enter');
    expect(await focusedText(page)).toBe(english.event.choice.title);
    for (const key of ['Tab', 'Tab']) await page.keyboard.press(key);
    await page.keyboard.type(passengers[0]);
    await page.keyboard.press('Enter');
    await page.getByText(faults.passenger_name_missing).waitFor();
    // The focus is in the field that lacks a name.
    await page.keyboard.type(passengers[1]);
    await picture('passengers');
    await page.keyboard.press('Tab');
    expect(await focusedText(page)).toBe(book);
    await page.keyboard.press('Enter');

    const id = await bookingIdIn(page);
    await page.getByRole('heading', { name: bookings.stages.awaiting_payment.title }).waitFor();
    for (const name of passengers) await page.getByText(name).waitFor();
    await picture('to-pay');
    await page.getByRole('link', { name: 'Pay $80.00' }).press('Enter');
    await page.waitForURL(/\/orders\//);
    await payWith(page, 'success');
    await page.getByRole('link', { name: english.order.backToBooking }).press('Enter');
    expect(await bookingIdIn(page)).toBe(id);

    const { order } = await bookingBecomes(buyer, id, 'complete');
    expect(order.places.map(({ passenger }) => passenger)).toEqual(passengers);
    for (const { ticketNumber } of order.places) {
      expect(ticketNumber).toBeDefined();
      await page.getByText(ticketNumber ?? '', { exact: true }).waitFor();
    }
    await picture('complete');
    expect(problems).toEqual([]);
    await leave();
  }, 60_000);
});

it('names that are typed before the sign-in are booked after it', async () => {
  const { page, buyer, leave } = await openDeparture('light', false);
  await chooseBest(page);
  for (const [index, name] of passengers.entries()) await page.getByLabel(`Passenger ${index + 1}`).fill(name);
  await pressBook(page);
  await page.waitForURL(/\/auth\/signin/);
  await page.getByLabel(english.account.email).fill(buyer.email);
  await page.getByLabel(english.account.password, { exact: true }).fill(buyer.password);
  await page.getByRole('button', { name: english.account.signin, exact: true }).click();
  const { order } = await bookingBecomes(buyer, await bookingIdIn(page), 'awaiting_payment');
  expect(order.places.map(({ passenger }) => passenger)).toEqual(passengers);
  expect(await page.evaluate("sessionStorage.getItem('reserve-party-after-sign-in')")).toBeNull();
  await leave();
});

it('a booking that its buyer cancels frees its seats, and can be made again', async () => {
  const { performanceId, buyer } = await givenDeparture({ storeUrl });
  const { id } = await bookParty(buyer, performanceId);
  const { page, problems, leave } = await visit(browser, { storeUrl, person: buyer });
  await page.goto(`${storeUrl}/bookings`);
  await page.getByRole('link', { name: 'Danube Night Express' }).click();
  expect(await bookingIdIn(page)).toBe(id);
  await page.getByRole('button', { name: bookings.cancel.open }).click();
  await page.getByRole('dialog').getByRole('button', { name: bookings.cancel.yes }).click();
  await page.getByRole('heading', { name: bookings.reasons.cancelled.title }).waitFor();
  await until(
    () => readFreePlaces(buyer, performanceId),
    ({ seats }) => seats.stalls.A === '11111111',
  );
  await page.getByRole('link', { name: bookings.bookAgain }).click();
  await page.waitForURL(`${storeUrl}/events/${performanceId}`);
  expect(problems).toEqual([]);
  await leave();
});

describe('a party that is too late', () => {
  it('is told that its seats are taken, and keeps its names', async () => {
    const { page, performanceId, leave } = await openDeparture('light');
    await page.getByText(english.event.views.list, { exact: true }).click();
    await page.locator('summary', { hasText: 'Row A' }).click();
    for (const seat of [1, 2]) await page.getByRole('button', { name: `Stalls, row A, seat ${seat},` }).click();
    for (const [index, name] of passengers.entries()) await page.getByLabel(`Passenger ${index + 1}`).fill(name);
    // The page would see that the seat is taken, and give it up.
    await page.route('**/seats', (route) => route.abort());
    const rival = await signUp(storeUrl);
    await bookParty(rival, performanceId, { seats: ['stalls:A:2'] });
    await pressBook(page);
    await page.getByText(faults.seats_taken).waitFor();
    expect(await page.getByLabel('Passenger 2').inputValue()).toBe(passengers[1]);
    await leave();
  });

  it('is told that not that many seats are left next to each other', async () => {
    const { page, performanceId, organiser, leave } = await openDeparture('mobile');
    await chooseBest(page);
    // All 16 seats; the page still offers them.
    await page.route('**/seats', (route) => route.abort());
    await Promise.all(
      ['A', 'B'].map(async (row) => {
        const rival = row === 'A' ? organiser : await signUp(storeUrl);
        const seats = Array.from({ length: 8 }, (_, index) => `stalls:${row}:${index + 1}`);
        await bookParty(rival, performanceId, { seats });
      }),
    );
    await pressBook(page);
    await page.getByText(faults.no_seats_together).waitFor();
    await leave();
  });
});

it('nobody sees the booking of somebody else, or one that does not exist', async () => {
  const { performanceId, buyer } = await givenDeparture({ storeUrl });
  const { id } = await bookParty(buyer, performanceId);
  const stranger = await visit(browser, { storeUrl, person: await signUp(storeUrl) });
  await stranger.page.goto(`${storeUrl}/bookings/${id}`);
  await stranger.page.getByText(bookings.notYoursTitle).waitFor();
  const missing = await stranger.page.goto(`${storeUrl}/bookings/0192c9a4-5b0e-4c1d-9f3a-2e6d8b7a4c10`);
  expect(missing?.status()).toBe(404);
  await stranger.page.context().clearCookies();
  await stranger.page.goto(`${storeUrl}/bookings/${id}`);
  await stranger.page.waitForURL(/\/auth\/signin\?next=%2Fbookings%2F/);
  await stranger.leave();
});
