import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../../src/browser/open-browser.ts';
import { visit } from '../../src/browser/visitor.ts';
import { signUp } from '../../src/person.ts';
import { listTicket, until } from '../../src/purchase.ts';
import { runningSystem } from '../../src/system.ts';

const { storeUrl } = runningSystem();
const pictures = process.env.SCREENSHOTS ?? join(import.meta.dirname, '../../../.local/screenshots');

let browser: Browser;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser.close());

interface Download {
  account: { email: string; name: string | null; language: string };
  signIn: { sessions: unknown[] };
  listings: { id: string }[];
  orders: unknown[];
  payments: unknown[];
}

it('a person sets a name, downloads their data, and deletes the account; their listing is off sale', async () => {
  const buyer = await signUp(storeUrl);
  const person = await signUp(storeUrl);
  const ticket = await listTicket(person);
  const { page, problems } = await visit(browser, { storeUrl });

  await page.goto(`${storeUrl}/auth/signin?next=/account`);
  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Zoë Ångström');
  await page.getByLabel('Language of e-mails').selectOption('de');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
  await page.getByText(`Zoë Ångström · ${person.email}`).waitFor();
  for (const [name, colorScheme, width] of [
    ['account', 'light', 1280],
    ['account-dark', 'dark', 1280],
    ['account-phone', 'light', 375],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  }

  const started = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download your data' }).click();
  const download = await started;
  expect(download.suggestedFilename()).toBe('account.json');
  const file = await readFile(await download.path(), 'utf8');
  expect(JSON.parse(file) as Download).toMatchObject({
    account: { email: person.email, name: 'Zoë Ångström', language: 'de' },
    listings: [{ id: ticket.id }],
    orders: [],
    payments: [],
  });
  expect(file).not.toMatch(/hash|secret|token/i);

  await page.getByRole('button', { name: 'Delete account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete your account?' });
  await page.screenshot({ path: join(pictures, 'account-deletion.png') });
  await dialog.getByLabel('Your password').fill(person.password);
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await page.getByRole('heading', { name: 'Your account is deleted' }).waitFor();
  await page.screenshot({ path: join(pictures, 'account-deleted.png') });
  await page.getByRole('link', { name: 'Sign in' }).first().waitFor();

  await until(
    () => buyer.expect(200, 'GET', `/api/tickets/${ticket.id}`) as Promise<{ status: string }>,
    ({ status }) => status === 'withdrawn',
  );
  await until(
    async () => ({ status: (await buyer.request('POST', '/api/orders', { ticketId: ticket.id })).status }),
    ({ status }) => status === 400,
  );
  const again = { email: person.email, password: person.password };
  expect(await buyer.request('POST', '/api/users/signup', again)).toMatchObject({ status: 201 });
  // The page that is left may still ask for the open orders, whose session has just ended.
  expect(problems.filter((problem) => !problem.includes('401 (Unauthorized)'))).toEqual([]);
}, 120_000);
