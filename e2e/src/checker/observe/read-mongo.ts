import { type Connection, connectMongo, type OutboxRow, outboxOf, type QueueDocument } from '@ticketing/common/mongo';
import { mongoOutboxServices } from '@ticketing/contracts';
import type { Addresses } from '../addresses.ts';
import type { ConsumerState, Observation, OutboxEntry, PaymentRow, RefundRequestRow } from '../observation.ts';

type MongoService = (typeof mongoOutboxServices)[number];

/** As catalog stores it. */
interface StoredEntry {
  id: string;
  state: string;
  ticketNumbers: string[];
}

interface PerformanceRow {
  id: string;
  /** A draft has none. */
  version: number | null;
  cancellation?: { by?: string } | null;
}

export async function withMongo<T>(uri: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await connectMongo(uri);
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

/** Reads a collection in batches and maps each document. */
async function all<Document, T>(connection: Connection, name: string, map: (document: Document) => T): Promise<T[]> {
  const cursor = connection.collection(name).find({}, { batchSize: 5_000 });
  const found: T[] = [];
  for await (const document of cursor) found.push(map(document as Document));
  return found;
}

type Stored<Row extends { id: string }> = Omit<Row, 'id'> & { _id: { toString(): string } };

const withId = <Row extends { id: string }>({ _id, ...rest }: Stored<Row>): Row =>
  ({ ...rest, id: _id.toString() }) as unknown as Row;

/** Outbox rows with their state, from the queue and the dead rows. */
const toEntries = (
  service: MongoService,
  written: OutboxRow[],
  pending: ReadonlySet<string>,
  dead: ReadonlySet<string>,
): OutboxEntry[] =>
  written.map(({ _id: eventId, topic, key, payload, createdAt, aggregateId, sequence }) => ({
    service,
    eventId,
    topic,
    key,
    payload,
    state: stateOf(eventId, pending, dead),
    createdAt,
    position: { aggregateId, sequence },
  }));

const stateOf = (eventId: string, pending: ReadonlySet<string>, dead: ReadonlySet<string>) => {
  if (pending.has(eventId)) return 'pending';
  return dead.has(eventId) ? 'dead' : 'published';
};

/** What every service on MongoDB has. Auth consumes nothing, so its consumer state is empty. */
async function readMechanism(connection: Connection, service: MongoService) {
  // In this order: a row that leaves the queue meanwhile was published or is among the dead rows.
  const { log, queue } = outboxOf(connection);
  const written = await all(connection, log.collection.name, (row: OutboxRow) => row);
  const waiting = await all(connection, queue.collection.name, ({ eventId }: QueueDocument) => eventId);
  const [deadRows, consumer, revoked] = await Promise.all([
    all(connection, 'outbox_dlq', ({ _id, topic }: OutboxRow) => ({ service, eventId: _id, topic })),
    readConsumer(connection),
    all(connection, 'revoked_sessions', ({ _id }: { _id: string }) => _id),
  ]);
  const dead = new Set(deadRows.map(({ eventId }) => eventId));
  const outbox = toEntries(service, written, new Set(waiting), dead);
  return { outbox, deadRows, consumer, revoked: new Set(revoked) };
}

async function readConsumer(connection: Connection): Promise<ConsumerState> {
  const [inbox, streams, parked] = await Promise.all([
    all(connection, 'inbox', ({ _id }: { _id: string }) => _id),
    all(connection, 'streams', ({ _id, version }: { _id: string; version: number }) => [_id, version] as const),
    all(connection, 'parked', ({ stream, version, eventId }: ConsumerState['parked'][number]) => ({
      stream,
      version,
      eventId,
    })),
  ]);
  return { inbox: new Set(inbox), streams: new Map(streams), parked };
}

/** Notifications publishes nothing. */
export const readNotifications = ({ databases }: Addresses) =>
  withMongo(databases.notifications, async (connection) => ({ consumer: await readConsumer(connection) }));

export const readAuth = ({ databases }: Addresses) =>
  withMongo(databases.auth, async (connection) => ({
    ...(await readMechanism(connection, 'auth')),
    users: await all(connection, 'users', ({ _id, version }: Stored<Observation['users'][number]>) => ({
      id: _id.toString(),
      version,
    })),
  }));

export const readTickets = ({ databases }: Addresses) =>
  withMongo(databases.tickets, async (connection) => ({
    ...(await readMechanism(connection, 'tickets')),
    tickets: await all(connection, 'tickets', withId<Observation['tickets'][number]>),
  }));

export const readCatalog = ({ databases }: Addresses) =>
  withMongo(databases.catalog, async (connection) => {
    const rows = await all(connection, 'performances', ({ _id, version, cancellation }: Stored<PerformanceRow>) => ({
      ...{ id: _id.toString(), version, cancelledBy: cancellation?.by ?? null },
    }));
    const performances = rows.flatMap(({ id, version, cancelledBy }) =>
      version === null ? [] : [{ id, version, cancelledBy }],
    );
    const manifest = await all(connection, 'manifest', ({ _id, state, ticketNumbers }: Stored<StoredEntry>) => ({
      sagaId: _id.toString(),
      state,
      ticketNumbers: ticketNumbers.length,
    }));
    const refundRequests = await all(connection, 'refunds', withId<RefundRequestRow>);
    return { ...(await readMechanism(connection, 'catalog')), performances, manifest, refundRequests };
  });

export const readPayments = ({ databases }: Addresses) =>
  withMongo(databases.payments, async (connection) => ({
    ...(await readMechanism(connection, 'payments')),
    payments: await all(connection, 'payments', toPaymentRow),
    payableOrders: await all(connection, 'orders', withId<Observation['payableOrders'][number]>),
  }));

/** The number of pending events in the outboxes of MongoDB. */
export const countPending = ({ databases }: Addresses) =>
  Promise.all(
    mongoOutboxServices.map((service) =>
      withMongo(databases[service], async (connection) => ({
        service,
        pending: await outboxOf(connection).queue.countDocuments(),
      })),
    ),
  );

/** A payment that was never refunded may have no list of refunds. */
const toPaymentRow = (stored: Stored<PaymentRow>): PaymentRow => {
  const row = withId<PaymentRow>(stored);
  return { ...row, refunds: row.refunds ?? [] };
};

/** Unfinished payments: open attempts, and refunds that Stripe has not confirmed. */
export const readUnfinishedPayments = ({ databases }: Addresses): Promise<PaymentRow[]> =>
  withMongo(databases.payments, async (connection) => {
    const unfinished = { $or: [{ state: 'open' }, { 'refunds.state': { $in: ['due', 'pending', 'failed'] } }] };
    const found = await connection.collection('payments').find(unfinished).toArray();
    return found.map((document) => toPaymentRow(document as unknown as Stored<PaymentRow>));
  });
