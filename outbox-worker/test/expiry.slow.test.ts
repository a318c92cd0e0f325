import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import type { OutboxRow } from '@ticketing/common/mongo';
import { startTestMongo, type TestMongo } from '@ticketing/testing/mongo';
import { type OutboxFixture, openOutbox } from './outbox-fixture.ts';

let mongo: TestMongo;
let outbox: OutboxFixture;
beforeAll(async () => {
  mongo = await startTestMongo();
  outbox = await openOutbox(mongo.uri('expiry'));
}, 120_000);
afterAll(async () => {
  await outbox?.connection.close();
  await mongo?.stop();
});

const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1_000);

it('published rows expire after seven days, and no others, however old', async () => {
  const change = async (ticketId: string, to: Partial<OutboxRow>) => {
    await outbox.append(ticketId, [0]);
    await outbox.outbox.updateOne({ key: ticketId }, { $set: { createdAt: daysAgo(30), ...to } });
  };
  const [pending, dead, young, old] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await change(pending, {});
  await change(dead, { state: 'dead' });
  await change(young, { state: 'published', publishedAt: daysAgo(6) });
  await change(old, { state: 'published', publishedAt: daysAgo(8) });

  const isGone = async () => ((await outbox.outbox.exists({ key: old })) ? null : true);
  // MongoDB looks for what has expired once a minute.
  expect(await waitFor(isGone, { timeoutMs: 100_000 })).toBe(true);
  expect(await outbox.outbox.distinct('key')).toEqual([pending, dead, young].toSorted());
}, 120_000);
