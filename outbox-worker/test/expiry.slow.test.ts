import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
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

it('keeps the log for seven days, and pending rows until they are published', async () => {
  const written = async (createdAt: Date) => {
    const ticketId = randomUUID();
    await outbox.append(ticketId, [0]);
    await outbox.outbox.updateOne({ key: ticketId }, { $set: { createdAt } });
    await outbox.queue.updateOne({ '_id.aggregateId': `ticket:${ticketId}` }, { $set: { createdAt } });
    return ticketId;
  };
  const [young, old] = [await written(daysAgo(6)), await written(daysAgo(8))];

  const isGone = async () => ((await outbox.outbox.exists({ key: old })) ? null : true);
  // MongoDB checks for expired documents once a minute.
  expect(await waitFor(isGone, { timeoutMs: 100_000 })).toBe(true);
  expect(await outbox.outbox.distinct('key')).toEqual([young]);
  expect(await outbox.countPending()).toBe(2);
}, 120_000);
