import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { TransientError } from '@ticketing/common/errors';
import type { Codec, OutgoingMessage, Publisher } from '@ticketing/common/kafka';
import { startTestMongo, type TestMongo } from '@ticketing/testing/mongo';
import type { QueueChanges } from '../src/mongo-relay/queue-changes.ts';
import { created, type OutboxFixture, openOutbox } from './outbox-fixture.ts';
import { type BrokerFixture, startBrokerFixture } from './relay-fixture.ts';

let broker: BrokerFixture;
let mongo: TestMongo;
let databaseUri: string;
let outbox: OutboxFixture;
let stops: (() => Promise<void>)[] = [];
beforeAll(async () => {
  [broker, mongo] = await Promise.all([startBrokerFixture(), startTestMongo()]);
}, 120_000);
afterAll(async () => {
  await broker?.stop();
  await mongo?.stop();
});
beforeEach(async () => {
  databaseUri = mongo.uri(`outbox-${randomUUID().slice(0, 8)}`);
  outbox = await openOutbox(databaseUri);
});
afterEach(async () => {
  for (const stop of stops) await stop();
  stops = [];
  await outbox.connection.close();
});

/** The real publisher, recording its messages. */
function noted(publisher: Publisher): Publisher & { given: OutgoingMessage[] } {
  const given: OutgoingMessage[] = [];
  const publish = (messages: OutgoingMessage[]) => {
    given.push(...messages);
    return publisher.publish(messages);
  };
  return { given, publish, close: publisher.close };
}

describe('a crash between publishing and removing', () => {
  it('republishes the same events under the same ids', async () => {
    let crashes = 0;
    const remove: QueueChanges['remove'] = async (...finished) => {
      crashes += 1;
      if (crashes === 1) throw new Error('crashed here');
      return outbox.changes.remove(...finished);
    };
    const ticketId = randomUUID();
    await outbox.append(ticketId, [0, 1, 2]);
    stops.push(outbox.runRelay(broker, { changes: { remove } }));

    const messages = await broker.waitForMessages([ticketId], 6);
    expect(messages).toHaveLength(6);
    const ids = (await outbox.outbox.find().sort({ sequence: 1 }).lean()).map(({ _id }) => _id);
    expect(messages.map(({ headers }) => headers.eventId).toSorted()).toEqual([...ids, ...ids].toSorted());
    expect(await outbox.waitForNonePending()).toBe(true);
  });
});

describe('two relays of one database', () => {
  it('are one active and one standby, which takes over within ten seconds when the first is cut off', async () => {
    const first = noted(broker.publisher);
    const second = noted(broker.publisher);
    const cutOff = await openOutbox(databaseUri);
    const stopFirst = cutOff.runRelay({ ...broker, publisher: first });
    const before = randomUUID();
    await outbox.append(before, [0, 1]);
    await broker.waitForMessages([before], 2);
    stops.push(outbox.runRelay({ ...broker, publisher: second }));
    const between = randomUUID();
    await outbox.append(between, [0, 1]);
    await broker.waitForMessages([between], 2);
    await outbox.waitForNonePending();
    expect([first.given.length, second.given.length]).toEqual([4, 0]);

    await cutOff.connection.close();
    const cutOffAt = performance.now();
    const after = randomUUID();
    await outbox.append(after, [0, 1]);
    const messages = await broker.waitForMessages([after], 2);
    const takenOverAfterMs = performance.now() - cutOffAt;
    await stopFirst().catch(() => undefined);

    expect(messages).toHaveLength(2);
    expect([first.given.length, second.given.length]).toEqual([4, 2]);
    expect(takenOverAfterMs).toBeLessThan(10_500);
  });

  it('hand over at once when the first shuts down', async () => {
    const stopFirst = outbox.runRelay(broker);
    const [before, after] = [randomUUID(), randomUUID()];
    await outbox.append(before, [0]);
    await broker.waitForMessages([before], 1);
    stops.push(outbox.runRelay(broker));
    await stopFirst();
    const stoppedAt = performance.now();
    await outbox.append(after, [0]);

    expect(await broker.waitForMessages([after], 1)).toHaveLength(1);
    expect(performance.now() - stoppedAt).toBeLessThan(4_000);
  });

  it('do not both remove rows: removals of a replaced relay have no effect', async () => {
    const [old, current] = [outbox.newLease('old'), outbox.newLease('current')];
    await outbox.append(randomUUID(), [0, 1]);
    const rows = await outbox.reader.readPending({ limit: 100, after: null, blocked: new Set() });
    const oldToken = await old.acquire();
    expect(await current.acquire()).toBeNull();
    await outbox.connection
      .collection<{ _id: string }>('relay_lease')
      .updateOne({}, { $set: { expiresAt: new Date(0) } });
    const token = await current.acquire();
    if (oldToken === null || token === null) throw new Error('no token');

    expect(token).toBeGreaterThan(oldToken);
    expect(await old.acquire()).toBeNull();
    expect(await outbox.changes.remove(old, oldToken, rows, [])).toBe(false);
    expect(await outbox.changes.remove(old, token, rows, [])).toBe(false);
    expect(await outbox.countPending()).toBe(2);
    expect(await outbox.changes.remove(current, token, rows, [])).toBe(true);
    expect(await outbox.countPending()).toBe(0);
  });

  it('do not both start: only one concurrent request gets the lease', async () => {
    const tokens = await Promise.all(
      Array.from({ length: 10 }, (_, index) => outbox.newLease(`relay ${index}`).acquire()),
    );
    expect(tokens.filter((token) => token !== null)).toHaveLength(1);
  });
});

describe('an unavailable schema', () => {
  it('blocks only the aggregates that need it', async () => {
    let isRegistryUnavailable = true;
    const encode: Codec['encode'] = async (topic, event) => {
      if (isRegistryUnavailable && topic === created) throw new TransientError('the schema registry does not respond');
      return broker.codec.encode(topic, event);
    };
    const [needsIt, behindIt, other] = [randomUUID(), randomUUID(), randomUUID()];
    await outbox.append(needsIt, [0]);
    await outbox.append(behindIt, [0, 1]);
    await outbox.append(other, [1, 3, 5]);
    stops.push(outbox.runRelay({ ...broker, codec: { ...broker.codec, encode } }));

    expect(await broker.waitForMessages([other], 3)).toHaveLength(3);
    expect(broker.readOf([needsIt, behindIt])).toEqual([]);
    isRegistryUnavailable = false;
    expect(await broker.waitForMessages([needsIt, behindIt], 3)).toHaveLength(3);
    expect(await outbox.waitForNonePending()).toBe(true);
    expect(await outbox.deadRows.countDocuments()).toBe(0);
  });
});

describe('a killed broker', () => {
  it('is waited for: no event is lost or dead, and the order is kept', async () => {
    const publisher = noted(broker.publisher);
    stops.push(outbox.runRelay({ ...broker, publisher }));
    const ticketIds = Array.from({ length: 20 }, () => randomUUID());
    await Promise.all(ticketIds.map((ticketId) => outbox.append(ticketId, [0, 1, 2, 3])));
    const startAgain = await broker.killBroker();
    await Promise.all(ticketIds.map((ticketId) => outbox.append(ticketId, [4, 5, 6, 7])));
    // It has read rows that it can't publish.
    await waitFor(async () => (publisher.given.length > 0 ? true : null), { timeoutMs: 10_000 });
    expect(await outbox.countPending()).toBeGreaterThan(0);
    await startAgain();
    const backAt = performance.now();
    expect(await outbox.waitForNonePending(60_000)).toBe(true);
    process.stdout.write(`outbox empty ${Math.round(performance.now() - backAt)} ms after the broker was back\n`);

    expect(await outbox.deadRows.countDocuments()).toBe(0);
    expect(await outbox.outbox.countDocuments()).toBe(160);
    const isThere = async () =>
      new Set(broker.readOf(ticketIds).map(({ headers }) => headers.eventId)).size === 160 ? true : null;
    // The readers' group waits for the session of the disconnected member.
    expect(await waitFor(isThere, { timeoutMs: 75_000 })).toBe(true);
    const sequences = new Map((await outbox.outbox.find().lean()).map(({ _id, sequence }) => [_id, sequence]));
    for (const ticketId of ticketIds) {
      // Some may be duplicates; the first occurrence counts.
      for (const [, ofTopic] of Map.groupBy(broker.readOf([ticketId]), ({ topic }) => topic)) {
        const first = [...new Set(ofTopic.map(({ headers }) => sequences.get(headers.eventId ?? '') ?? -1))];
        expect(first).toEqual(first.toSorted((a, b) => a - b));
      }
    }
  }, 120_000);
});
