import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { bookingBecomes } from '../../src/bookings.ts';
import { violationsOn } from '../../src/browser/accessibility.ts';
import { openBrowser } from '../../src/browser/open-browser.ts';
import { english } from '../../src/browser/scenes/english.ts';
import { givenSaga } from '../../src/browser/scenes/sagas.ts';
import { visit } from '../../src/browser/visitor.ts';
import { newOperator, type Operator, signUpOperator } from '../../src/operator.ts';
import type { Person } from '../../src/person.ts';
import { runningSystem } from '../../src/system.ts';

const system = runningSystem();
const { storeUrl } = system;
const { sagas, saga, filter } = english.ops;

let browser: Browser;
let person: Person;
let operator: Operator;
beforeAll(async () => {
  [browser, person, operator] = await Promise.all([openBrowser(), signUpOperator(system), newOperator(system)]);
}, 120_000);
afterAll(async () => {
  await Promise.all([browser?.close(), operator?.leave()]);
});

it('a buyer has no access to the pages and data of sagas', async () => {
  const { id, buyer } = await givenSaga(system);
  const statusOf = async (path: string) =>
    (await fetch(`${storeUrl}${path}`, { headers: { cookie: buyer.cookie }, redirect: 'manual' })).status;
  for (const path of ['/ops/sagas', `/ops/sagas/${id}`]) expect(await statusOf(path)).toBe(404);
  for (const path of ['/api/bookings/sagas', `/api/bookings/sagas/${id}`]) expect(await statusOf(path)).toBe(403);
  await buyer.expect(204, 'DELETE', `/api/bookings/${id}`);
}, 30_000);

it('an operator finds a booking’s saga by its order, reads what has happened, and undoes it', async () => {
  const { id, orderId, buyer } = await givenSaga(system);
  const { page, problems, leave } = await visit(browser, { storeUrl, person });
  await page.goto(`${storeUrl}/ops/sagas`);
  await page.getByLabel(filter.search, { exact: true }).fill(orderId);
  await page.getByRole('button', { name: filter.submit }).click();
  await page.waitForURL(`**/ops/sagas?search=${orderId}`);
  await page.getByRole('link', { name: id }).click();

  await page.getByRole('heading', { name: 'book-journey' }).waitFor();
  await page.getByText('Command sent to orders: reserve the places', { exact: true }).waitFor();
  expect(await page.locator('[aria-current="step"]').textContent()).toContain('payment');
  expect(await page.getByRole('button', { name: saga.actions.retry }).getAttribute('aria-disabled')).toBe('true');
  expect(await violationsOn(page)).toEqual([]);

  await page.getByRole('button', { name: saga.actions.undo }).click();
  const dialog = page.getByRole('dialog', { name: saga.actions.title });
  expect(await dialog.getByRole('listitem').allTextContents()).toEqual([saga.undoes.manifest, saga.undoes.seats]);
  await dialog.getByRole('button', { name: saga.actions.submit, exact: true }).click();
  await page.getByText(`Undo requested by ${person.id}`).waitFor();
  await page.getByText(saga.events.Compensated, { exact: true }).waitFor();
  await page.getByText(saga.actions.noUndo.over).waitFor();
  expect(await bookingBecomes(buyer, id, 'cancelled')).toMatchObject({ cancelReason: 'cancelled' });
  await page.goto(`${storeUrl}/ops/sagas?search=${orderId}&status=compensated`);
  await page.getByRole('cell', { name: sagas.states.compensated, exact: true }).waitFor();
  expect(problems).toEqual([]);
  await leave();
}, 120_000);

it('so does the command line', async () => {
  const { id, orderId, buyer } = await givenSaga(system);
  const found = await operator.ticketing<{ id: string }[]>('sagas', '--search', orderId);
  expect(found.map((each) => each.id)).toEqual([id]);
  const undone = await operator.ticketing<{ error: unknown }>('saga', id, '--undo', '--yes');
  expect(undone.error).toEqual({ step: 'payment', code: 'cancelled' });
  await bookingBecomes(buyer, id, 'cancelled');
}, 30_000);
