import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { signUp } from '../../src/person.ts';
import { listTicket } from '../../src/purchase.ts';
import { runningSystem } from '../../src/system.ts';

const { storeUrl } = runningSystem();
/** Pictures of the run, for people; docs/images has the ones of the README. */
const pictures = process.env.SCREENSHOTS ?? join(import.meta.dirname, '../../../.local/screenshots');

// Chromium as root has no sandbox of its own, and asks the network for things it does not need here.
const args = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

let browser: Browser;
let context: BrowserContext;
let page: Page;
const problems: string[] = [];
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args });
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
}, 60_000);
afterAll(() => browser.close());

const picture = (name: string) => page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });

it('a person signs up, finds a ticket, reserves it, pays, and has it', async () => {
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
  expect(problems).toEqual([]);
}, 120_000);

it('the API reference shows every service', async () => {
  await page.goto(`${storeUrl}/api`);
  for (const path of ['/api/users/signup', '/api/tickets', '/api/orders', '/api/payments']) {
    await page.getByText(path, { exact: true }).first().waitFor();
  }
  expect(problems).toEqual([]);
}, 60_000);
