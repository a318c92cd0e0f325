import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createCodec, registerSchema } from '@ticketing/common/kafka';
import { headerNames, schemaByTopic } from '@ticketing/contracts';
import type { Browser, Page } from 'playwright-core';
import { violationsOn } from '../../src/browser/accessibility.ts';
import { openBrowser } from '../../src/browser/open-browser.ts';
import { type Visitor, visit } from '../../src/browser/visitor.ts';
import { poisonHeader } from '../../src/checker/poison.ts';
import { newOperator, type Operator } from '../../src/operator.ts';
import { signUp } from '../../src/person.ts';
import { publishing } from '../../src/publishing.ts';
import { until } from '../../src/purchase.ts';
import { runningSystem } from '../../src/system.ts';

const system = runningSystem();
const { storeUrl, addresses } = system;
/** About an unknown order: when it becomes readable, applying it changes nothing. */
const topic = 'expiration.expiration.complete.v1';
const eventId = randomUUID();

let operator: Operator;
let browser: Browser;
let visitor: Visitor;
let page: Page;
/** Registers the schema that the planted message names. */
let registerMissingSchema: () => Promise<void>;

/** Makes the orders service fail on a message whose schema is not registered yet. */
async function plantUnknownSchema(): Promise<typeof registerMissingSchema> {
  // A registry reuses the id of an existing schema: this schema is new, so the next id is unused.
  const first = { type: 'record' as const, name: 'First', doc: eventId, fields: [] };
  const { id } = await registerSchema(addresses.registry, `${eventId}-first`, first);
  // Ids are consecutive, and nothing else registers schemas during the test.
  const nextId = id + 1;
  const orderId = randomUUID();
  const value = await createCodec(addresses.registry).encode(topic, { orderId });
  value.writeInt32BE(nextId, 1);
  const headers = { [headerNames.eventId]: eventId, [poisonHeader]: eventId };
  await publishing(system, (publisher) => publisher.publish([{ topic, key: orderId, value, headers }]));
  return async () => {
    const fixed = await registerSchema(addresses.registry, `${eventId}-value`, {
      ...schemaByTopic[topic],
      doc: eventId,
    });
    expect(fixed.id).toBe(nextId);
  };
}

beforeAll(async () => {
  [operator, browser, registerMissingSchema] = await Promise.all([
    newOperator(system),
    openBrowser(),
    plantUnknownSchema(),
  ]);
  visitor = await visit(browser, { storeUrl });
  page = visitor.page;
}, 60_000);
afterAll(async () => {
  await Promise.all([browser?.close(), operator?.leave()]);
});

it('a buyer has no access to the console’s pages and data', async () => {
  const { cookie } = await signUp(storeUrl);
  const get = (path: string) => fetch(`${storeUrl}${path}`, { headers: { cookie }, redirect: 'manual' });
  expect((await get('/ops')).status).toBe(404);
  expect((await get('/ops/letters')).status).toBe(404);
  expect((await get('/api/ops/letters')).status).toBe(403);
  expect(await (await get('/')).text()).not.toContain('href="/ops"');
});

it('an operator finds a dead letter, replays it after its cause is fixed, and sees the audit entry', async () => {
  await until(
    () => operator.ticketing<unknown[]>('dlq', 'list', '--search', eventId),
    ({ length }) => length === 1,
    20_000,
  );
  await page.goto(`${storeUrl}/ops/letters?search=${eventId}`);
  await page.getByLabel('Email').fill(operator.email);
  await page.getByLabel('Password').fill(operator.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('link', { name: 'unknown_schema' }).click();
  await page.getByRole('heading', { name: 'unknown_schema' }).waitFor();
  await page.getByText(eventId).first().waitFor();
  expect(await violationsOn(page)).toEqual([]);

  await registerMissingSchema();
  const reason = `the schema of ${eventId} is registered`;
  await page.getByRole('button', { name: 'Replay…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Replay' });
  await dialog.getByText('One letter', { exact: true }).waitFor();
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name: 'Replay one letter' }).click();

  await page.waitForURL('**/ops/replays/*');
  await page.getByRole('status').getByText('Done').waitFor();
  await page.goto(`${storeUrl}/ops/letters?search=${eventId}&state=succeeded`);
  await page.getByRole('cell', { name: 'Succeeded', exact: true }).waitFor();
  await page.getByRole('link', { name: 'Audit' }).click();
  const audited = page.getByRole('row').filter({ hasText: reason });
  await audited.getByRole('cell', { name: operator.email, exact: true }).waitFor();
  expect(visitor.problems).toEqual([]);
}, 60_000);
