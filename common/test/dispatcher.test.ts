import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type Applier,
  type ConsumerStore,
  createDispatcher,
  type DecodedEvent,
  type Handler,
} from '@ticketing/common/consuming';
import { retryTransient, TransientError } from '@ticketing/common/errors';
import {
  type ClientSession,
  type Connection,
  connectMongo,
  mongoConsumerStore,
  prepareCollections,
} from '@ticketing/common/mongo';
import type { TicketUpdated } from '@ticketing/contracts';
import { startTestMongo, type TestMongo } from '@ticketing/testing/mongo';
import { ticketCreated } from '@ticketing/testing/ticket-event';

type TicketTopic = 'tickets.ticket.created.v1' | 'tickets.ticket.updated.v1';

let mongo: TestMongo;
let connection: Connection;
let store: ConsumerStore<ClientSession>;
let dispatcher: ReturnType<typeof createDispatcher<ClientSession>>;
const dispatch: Applier['apply'] = (message) => dispatcher.apply(message);
/** As consumers do: a transaction that has had conflicts for too long is tried again. */
const dispatchRetried: Applier['apply'] = (message) =>
  retryTransient(() => dispatch(message), { forMs: 30_000, intervalMs: 50 });
/** Errors that the handler throws after its effect, by version. */
let failures = new Map<number, Error>();

const effects = () => connection.collection<{ stream: string; version: number }>('effects');
const onTicket: Handler<TicketTopic, ClientSession> = async ({ event: { id, version }, tx }) => {
  await effects().insertOne({ stream: id, version }, { session: tx });
  const failure = failures.get(version);
  if (failure) throw failure;
};

beforeAll(async () => {
  mongo = await startTestMongo();
  connection = await connectMongo(mongo.uri('consuming'));
  store = mongoConsumerStore(connection);
  await prepareCollections(connection);
  await connection.createCollection('effects');
  const subscriptions = {
    'tickets.ticket.created.v1': onTicket,
    'tickets.ticket.updated.v1': onTicket,
    'payments.payment.started.v1': async ({
      event,
      tx,
    }: {
      event: { orderId: string; attempt: number };
      tx: ClientSession;
    }) => {
      await effects().insertOne({ stream: event.orderId, version: event.attempt }, { session: tx });
    },
  };
  dispatcher = createDispatcher(store, subscriptions);
});
afterAll(async () => {
  await connection.close();
  await mongo.stop();
});
beforeEach(async () => {
  await connection.collection('parked').deleteMany({});
  failures = new Map();
});

/** Version 0 is the listing, later versions are changes: two topics, one sequence. */
function versionOf(ticketId: string, version: number): DecodedEvent {
  const event: TicketUpdated = { ...ticketCreated({ id: ticketId, version }), orderId: null };
  const topic = version === 0 ? 'tickets.ticket.created.v1' : 'tickets.ticket.updated.v1';
  return { topic, event, eventId: randomUUID() };
}
const applied = async (ticketId: string): Promise<number[]> =>
  (await effects().find({ stream: ticketId }).sort({ _id: 1 }).toArray()).map(({ version }) => version);
const parkedOf = (ticketId: string) =>
  connection
    .collection('parked')
    .find({ stream: `ticket:${ticketId}` })
    .sort({ version: 1 })
    .toArray();
const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('an event', () => {
  it('is applied once per event id', async () => {
    const ticketId = randomUUID();
    const message = versionOf(ticketId, 0);

    expect([await dispatch(message), await dispatch(message)]).toEqual(['applied', 'duplicate']);
    expect(await applied(ticketId)).toEqual([0]);
  });

  it('is applied once when delivered ten times concurrently', async () => {
    const ticketId = randomUUID();
    const message = versionOf(ticketId, 0);
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => dispatchRetried(message)));

    expect(outcomes.toSorted()).toEqual(['applied', ...Array(9).fill('duplicate')]);
    expect(await applied(ticketId)).toEqual([0]);
  });

  it('is stale under another event id, so a replay with an empty inbox has no effect', async () => {
    const ticketId = randomUUID();
    for (const version of [0, 1]) await dispatch(versionOf(ticketId, version));
    const replay = [await dispatch(versionOf(ticketId, 0)), await dispatch(versionOf(ticketId, 1))];

    expect(replay).toEqual(['stale', 'stale']);
    expect(await applied(ticketId)).toEqual([0, 1]);
  });

  it('without a version is applied on arrival', async () => {
    const orderId = randomUUID();
    for (const attempt of [2, 1])
      await dispatch({ topic: 'payments.payment.started.v1', event: { orderId, attempt }, eventId: randomUUID() });

    expect(await applied(orderId)).toEqual([2, 1]);
  });

  it('whose handler fails is rolled back and can be redelivered', async () => {
    const ticketId = randomUUID();
    const message = versionOf(ticketId, 0);
    failures.set(0, new Error('own failure'));
    expect(await errorOf(dispatch(message))).toMatchObject({ message: 'own failure' });
    expect(await applied(ticketId)).toEqual([]);
    failures.clear();

    expect(await dispatch(message)).toBe('applied');
    expect(await applied(ticketId)).toEqual([0]);
  });
});

describe('an event before its predecessor', () => {
  it('is parked unchanged and applied in order after its predecessor', async () => {
    const ticketId = randomUUID();
    const early = {
      ...versionOf(ticketId, 2),
      key: Buffer.from(ticketId),
      value: Buffer.from([0, 1]),
      headers: { a: 'b' },
    };
    expect([await dispatch(early), await dispatch(early), await dispatch(versionOf(ticketId, 1))]).toEqual([
      'parked',
      'duplicate',
      'parked',
    ]);
    const [, entry] = await parkedOf(ticketId);
    expect(entry).toMatchObject({ version: 2, eventId: early.eventId, event: early.event, headers: { a: 'b' } });
    expect(Buffer.from(entry?.value.buffer)).toEqual(Buffer.from([0, 1]));
    expect(await applied(ticketId)).toEqual([]);

    expect(await dispatch(versionOf(ticketId, 0))).toBe('applied');
    expect(await applied(ticketId)).toEqual([0, 1, 2]);
    expect(await parkedOf(ticketId)).toEqual([]);
  });

  it('is parked once when published twice', async () => {
    const ticketId = randomUUID();
    expect([await dispatch(versionOf(ticketId, 1)), await dispatch(versionOf(ticketId, 1))]).toEqual([
      'parked',
      'parked',
    ]);
    expect(await parkedOf(ticketId)).toHaveLength(1);
    await dispatch(versionOf(ticketId, 0));

    expect(await applied(ticketId)).toEqual([0, 1]);
  });

  it('is counted in the metrics, with its age', async () => {
    const { count } = await store.parkedStatus();
    const before = Date.now();
    const ticketId = randomUUID();
    await dispatch(versionOf(ticketId, 1));
    expect(await store.parkedStatus()).toMatchObject({ count: count + 1, oldestAt: expect.any(Date) });
    expect((await parkedOf(ticketId))[0]?.parkedAt.getTime()).toBeGreaterThanOrEqual(before);
    await dispatch(versionOf(ticketId, 0));

    expect(await store.parkedStatus()).toMatchObject({ count });
  });

  it('is applied in version order when twelve are delivered concurrently', async () => {
    const ticketId = randomUUID();
    const versions = Array.from({ length: 12 }, (_, version) => version);
    await Promise.all(versions.toReversed().map((version) => dispatchRetried(versionOf(ticketId, version))));

    expect(await applied(ticketId)).toEqual(versions);
    expect(await parkedOf(ticketId)).toEqual([]);
  });
});

describe('a parked event that fails', () => {
  it('stays parked and does not block its predecessor', async () => {
    const ticketId = randomUUID();
    failures.set(1, new Error('own failure'));
    await dispatch(versionOf(ticketId, 1));

    expect(await dispatch(versionOf(ticketId, 0))).toBe('applied');
    expect(await applied(ticketId)).toEqual([0]);
    expect(await parkedOf(ticketId)).toMatchObject([{ version: 1 }]);
  });

  it('blocks its successors, which stay parked', async () => {
    const ticketId = randomUUID();
    failures.set(1, new Error('own failure'));
    for (const version of [2, 1, 0]) await dispatch(versionOf(ticketId, version));

    expect(await dispatch(versionOf(ticketId, 3))).toBe('parked');
    expect(await applied(ticketId)).toEqual([0]);
    expect(await parkedOf(ticketId)).toHaveLength(3);
  });

  it('is routed elsewhere by the next sweep, and its successors keep waiting', async () => {
    const ticketId = randomUUID();
    failures.set(1, new Error('own failure'));
    const failing = versionOf(ticketId, 1);
    for (const message of [versionOf(ticketId, 2), failing, versionOf(ticketId, 0)]) await dispatch(message);
    const handedOver: [string, unknown][] = [];
    await dispatcher.releaseParked(async ({ eventId }, error) => void handedOver.push([eventId, error]));

    expect(handedOver).toEqual([[failing.eventId, failures.get(1)]]);
    expect(await parkedOf(ticketId)).toMatchObject([{ version: 2 }]);
    expect(await applied(ticketId)).toEqual([0]);

    failures.clear();
    expect(await dispatch(failing)).toBe('applied');
    expect(await applied(ticketId)).toEqual([0, 1, 2]);
  });

  it('is applied by the next sweep once it succeeds', async () => {
    const ticketId = randomUUID();
    failures.set(1, new Error('own failure'));
    for (const version of [2, 1, 0]) await dispatch(versionOf(ticketId, version));
    failures.clear();
    await dispatcher.releaseParked(async () => expect('a failure').toBe('none'));

    expect(await applied(ticketId)).toEqual([0, 1, 2]);
    expect(await parkedOf(ticketId)).toEqual([]);
  });

  it('stays parked when it can’t be routed elsewhere', async () => {
    const ticketId = randomUUID();
    failures.set(1, new Error('own failure'));
    for (const version of [1, 0]) await dispatch(versionOf(ticketId, version));
    const sweep = dispatcher.releaseParked(async () => Promise.reject(new TransientError('the broker is unavailable')));

    expect(await errorOf(sweep)).toBeInstanceOf(TransientError);
    expect(await parkedOf(ticketId)).toMatchObject([{ version: 1 }]);
    failures.clear();
    await dispatcher.releaseParked(async () => undefined);
    expect(await applied(ticketId)).toEqual([0, 1]);
  });
});

describe('a skipped version', () => {
  const skip = (ticketId: string, version: number, eventId: string = randomUUID()) =>
    dispatcher.skip({ topic: 'tickets.ticket.updated.v1', eventId, stream: `ticket:${ticketId}`, version });

  it('counts as applied, and its parked successors are applied', async () => {
    const ticketId = randomUUID();
    for (const version of [0, 3, 2]) await dispatch(versionOf(ticketId, version));
    expect(await skip(ticketId, 1)).toBe('skipped');

    expect(await applied(ticketId)).toEqual([0, 2, 3]);
    expect(await parkedOf(ticketId)).toEqual([]);
  });

  it('waits for its own predecessor', async () => {
    const ticketId = randomUUID();
    await dispatch(versionOf(ticketId, 2));
    expect(await skip(ticketId, 1)).toBe('parked');
    expect(await dispatch(versionOf(ticketId, 0))).toBe('applied');

    expect(await applied(ticketId)).toEqual([0, 2]);
  });

  it('is final: the event itself has no effect afterwards', async () => {
    const ticketId = randomUUID();
    const [first, second] = [versionOf(ticketId, 0), versionOf(ticketId, 1)];
    await dispatch(first);
    await skip(ticketId, 1, second.eventId);

    expect([await dispatch(second), await skip(ticketId, 1)]).toEqual(['duplicate', 'stale']);
    expect(await applied(ticketId)).toEqual([0]);
  });
});

describe('a parked event that fails because of a dependency', () => {
  it('is retried together with its predecessor', async () => {
    const ticketId = randomUUID();
    const predecessor = versionOf(ticketId, 0);
    failures.set(1, new TransientError('unavailable'));
    await dispatch(versionOf(ticketId, 1));
    expect(await errorOf(dispatch(predecessor))).toBeInstanceOf(TransientError);
    expect(await applied(ticketId)).toEqual([]);
    failures.clear();

    expect(await dispatch(predecessor)).toBe('applied');
    expect(await applied(ticketId)).toEqual([0, 1]);
  });
});
