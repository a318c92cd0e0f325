import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../src/browser/open-browser.ts';
import { maxScriptBytes, scriptSizeOf } from '../../src/browser/script-size.ts';
import { type Visitor, visit } from '../../src/browser/visitor.ts';
import { signUp } from '../../src/person.ts';
import { listTicket } from '../../src/purchase.ts';
import { runningSystem } from '../../src/system.ts';

const { storeUrl } = runningSystem();
/** Pictures of the run; those of the README are in docs/images. */
const pictures = process.env.SCREENSHOTS ?? join(import.meta.dirname, '../../../.local/screenshots');

let browser: Browser;
let visitor: Visitor;
let page: Page;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await openBrowser();
  visitor = await visit(browser, { storeUrl });
  page = visitor.page;
}, 60_000);
afterAll(() => browser.close());

const picture = (name: string) => page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });

it('a user signs up, finds a ticket, reserves it, pays, and owns it', async () => {
  const seller = await signUp(storeUrl);
  const ticket = await listTicket(seller, 42);
  const email = `buyer-${ticket.id}@example.com`;

  await page.goto(`${storeUrl}/auth/signup`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill('a password to remember');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByRole('link', { name: 'My orders' }).waitFor();

  await page.goto(storeUrl);
  await picture('browse');
  await page.locator(`a[href="/tickets/${ticket.id}"]`).first().click();
  await page.getByRole('button', { name: 'Reserve this ticket' }).click();
  await page.getByRole('timer', { name: 'Time left to pay' }).waitFor();
  await picture('checkout');
  await page.getByRole('button', { name: 'Succeeds' }).click();
  await page.getByRole('button', { name: /^Pay \$/ }).click();
  await page.getByRole('heading', { name: 'The ticket is yours' }).waitFor();
  await picture('confirmed');

  await page.goto(`${storeUrl}/orders`);
  expect(await page.getByRole('list', { name: 'My orders' }).getByText('Complete').count()).toBe(1);
  expect(visitor.problems).toEqual([]);
}, 120_000);

it('the first page loads little JavaScript', async () => {
  expect(await scriptSizeOf(storeUrl)).toBeLessThanOrEqual(maxScriptBytes);
}, 60_000);

it('the API reference shows every service', async () => {
  await page.goto(`${storeUrl}/api`);
  for (const path of ['/api/users/signup', '/api/tickets', '/api/performances', '/api/orders', '/api/payments']) {
    await page.getByText(path, { exact: true }).first().waitFor();
  }
  expect(visitor.problems).toEqual([]);
}, 60_000);
