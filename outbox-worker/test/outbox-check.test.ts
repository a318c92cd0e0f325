import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { openTopicReader } from '@ticketing/common/kafka';
import { silentLogger } from '@ticketing/common/log';
import { mongoOutboxCheck, mongoReconcileSource } from '@ticketing/common/mongo';
import { checkOutbox, type OutboxCheckStore, reconcile } from '@ticketing/common/reconcile';
import { topicsOwnedBy } from '@ticketing/contracts';
import { startTestMongo, type TestMongo } from '@ticketing/testing/mongo';
import { type OutboxFixture, openOutbox } from './outbox-fixture.ts';
import { type BrokerFixture, startBrokerFixture } from './relay-fixture.ts';

let broker: BrokerFixture;
let mongo: TestMongo;
beforeAll(async () => {
  [broker, mongo] = await Promise.all([startBrokerFixture(), startTestMongo()]);
}, 240_000);
afterAll(async () => {
  await broker?.stop();
  await mongo?.stop();
}, 60_000);

let outbox: OutboxFixture;
let store: OutboxCheckStore;
let stopRelay: () => Promise<void>;
const log = silentLogger();
const alarm = jest.spyOn(log, 'error');
beforeEach(async () => {
  outbox = await openOutbox(mongo.uri(`check-${randomUUID()}`));
  store = mongoOutboxCheck(outbox.connection);
  stopRelay = outbox.runRelay(broker);
  alarm.mockClear();
});
afterEach(async () => {
  await stopRelay();
  await outbox.connection.close();
});

const openReader = () => openTopicReader(broker.kafka, 'test');
const check = (rowsPerSlice?: number) =>
  checkOutbox({ store, openReader, log, settledAfterMs: 0, ...(rowsPerSlice !== undefined && { rowsPerSlice }) })();
/** Makes the next check due at once. */
const due = () => outbox.connection.collection('outbox_check').updateMany({}, { $set: { claimedUntil: new Date(0) } });

/** A ticket whose every version was relayed. */
async function givenPublished(versions = [0, 1, 2]): Promise<string> {
  const ticketId = randomUUID();
  await outbox.append(ticketId, versions);
  expect(await outbox.waitForNonePending()).toBe(true);
  return ticketId;
}
/** A ticket whose events the broker has lost after acknowledging them. */
async function givenLost(): Promise<string> {
  await stopRelay();
  const ticketId = randomUUID();
  await outbox.append(ticketId, [0, 1]);
  await outbox.queue.deleteMany({});
  stopRelay = outbox.runRelay(broker);
  return ticketId;
}
async function reconciled(isDryRun = false) {
  const reader = await openReader();
  const source = {
    name: 'tickets',
    topics: topicsOwnedBy('tickets'),
    expectedEvents: async function* () {},
    ...mongoReconcileSource(outbox.connection),
  };
  try {
    return await reconcile({ source, reader, codec: broker.codec, isDryRun });
  } finally {
    await reader.close();
  }
}

describe('the periodic check of a MongoDB outbox', () => {
  it('advances past published events, without an error', async () => {
    await givenPublished();
    await check();

    const newest = await outbox.outbox.findOne().sort({ createdAt: -1 }).lean();
    expect((await store.status()).cleanUntil?.getTime()).toBeGreaterThanOrEqual(newest?.createdAt.getTime() ?? 0);
    expect(await store.status()).toMatchObject({ missing: 0 });
    expect(alarm).not.toHaveBeenCalled();
  });

  it.each([
    ['an empty outbox', async () => {}],
    [
      'events that were already checked',
      async () => {
        await givenPublished();
        await check();
        await due();
      },
    ],
  ])('does not query the broker about %s', async (_what, given) => {
    await given();
    const open = jest.fn(openReader);
    expect(await checkOutbox({ store, openReader: open, log, settledAfterMs: 0 })()).toBe(true);

    expect(open).not.toHaveBeenCalled();
    expect((await store.status()).cleanUntil).toBeInstanceOf(Date);
  });

  it('reads small slices, however many rows were written, and misses none', async () => {
    for (let count = 0; count < 6; count += 1) await givenPublished();
    const rowsBetween = jest.spyOn(store, 'rowsBetween');
    await check(4);
    const read = (await Promise.all(rowsBetween.mock.results.map(({ value }) => value as Promise<object[]>))).map(
      ({ length }) => length,
    );

    expect(read.reduce((sum, rows) => sum + rows, 0)).toBe(18);
    // A ticket's three versions have nearly the same timestamp, and rows with the same timestamp are read together.
    expect(Math.max(...read)).toBeLessThanOrEqual(4 + 2);
    expect(alarm).not.toHaveBeenCalled();
  });

  it('finds lost events among many others, slice by slice', async () => {
    await givenPublished();
    await givenLost();
    await givenPublished();
    await check(1);
    expect(await store.status()).toMatchObject({ missing: expect.any(Number) });
    expect(alarm).toHaveBeenCalled();
  });

  it('is run by one of two replicas', async () => {
    await givenPublished();
    const other = mongoOutboxCheck(outbox.connection);
    const claims = await Promise.all([store.claim(60_000), other.claim(60_000)]);

    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
  });

  it('reports events that the broker has lost, until reconcile has republished them', async () => {
    await givenPublished();
    const ticketId = await givenLost();
    await check();
    expect(alarm).toHaveBeenCalledWith(expect.objectContaining({ missing: 2 }), expect.any(String));
    expect(await store.status()).toMatchObject({ missing: 2 });

    expect(await reconciled(true)).toMatchObject({ rows: { checked: 5, missing: 2 } });
    expect(broker.readOf([ticketId])).toEqual([]);
    expect(await reconciled()).toMatchObject({ rows: { checked: 5, missing: 2 } });
    const messages = await broker.waitForMessages([ticketId], 2);
    const ids = (await outbox.outbox.find({ aggregateId: `ticket:${ticketId}` }).lean()).map(({ _id }) => _id);
    expect(messages.map(({ headers }) => headers.eventId).sort()).toEqual(ids.sort());

    await outbox.waitForNonePending();
    expect(await reconciled()).toMatchObject({ rows: { checked: 5, missing: 0 } });
    const isClean = async () => {
      await due();
      await check();
      return (await store.status()).missing === 0 ? true : null;
    };
    expect(await waitFor(isClean, { timeoutMs: 20_000 })).toBe(true);
  });

  it('ignores an event that its schema rejected: it is a dead letter', async () => {
    const ticketId = randomUUID();
    await outbox.append(ticketId, [0], (event) => ({ ...event, price: 'dear' }));
    await outbox.waitForNonePending();
    await check();

    expect(alarm).not.toHaveBeenCalled();
    expect(await reconciled()).toMatchObject({ rows: { missing: 0 } });
  });
});
