import { randomUUID } from 'node:crypto';
import { waitFor } from '@ticketing/common/backoff';
import type { Publisher } from '@ticketing/common/kafka';
import {
  appendToOutbox,
  connectMongo,
  insertOutboxRows,
  inTransaction,
  type OutboxRow,
  outboxOf,
  prepareCollections,
} from '@ticketing/common/mongo';
import type { TicketUpdated } from '@ticketing/contracts';
import { ticketCreated } from '@ticketing/testing/ticket-event';
import { createLease } from '../src/mongo-relay/lease.ts';
import { createQueueChanges } from '../src/mongo-relay/queue-changes.ts';
import { createQueueReader } from '../src/mongo-relay/queue-reader.ts';
import { type MongoRelayOptions, runMongoRelay } from '../src/mongo-relay/run-mongo-relay.ts';
import { createWakeSignal } from '../src/mongo-relay/wake-signal.ts';
import { type BrokerFixture, log } from './relay-fixture.ts';

export const created = 'tickets.ticket.created.v1';
export const updated = 'tickets.ticket.updated.v1';

export const ticketEvent = (id: string, version: number): TicketUpdated => ({
  ...ticketCreated({ id, version }),
  orderId: null,
});

export type OutboxFixture = Awaited<ReturnType<typeof openOutbox>>;

/** A database with an outbox, as used by a service and its relay. */
export async function openOutbox(uri: string) {
  const connection = await connectMongo(uri);
  const outbox = outboxOf(connection);
  const reader = createQueueReader(connection);
  const changes = createQueueChanges(connection);
  const newLease = (owner: string) => createLease(connection, owner);
  newLease('nobody');
  await prepareCollections(connection);
  const countPending = () => outbox.queue.countDocuments();

  /** Version 0 creates a ticket; later versions alternate between the two topics, so that one aggregate uses both. */
  const rowOf = (ticketId: string, version: number) => {
    const topic = version % 2 === 0 ? created : updated;
    const { orderId: _, ...withoutOrder } = ticketEvent(ticketId, version);
    return { topic, event: topic === created ? withoutOrder : ticketEvent(ticketId, version) } as const;
  };
  return {
    connection,
    outbox: outbox.log,
    queue: outbox.queue,
    reader,
    changes,
    newLease,
    countPending,
    deadRows: connection.collection('outbox_dlq'),
    /** Appends versions of a ticket in one transaction, like a use case. */
    append: (ticketId: string, versions: number[], change: (event: object) => object = (event) => event) =>
      inTransaction(connection, async (session) => {
        for (const version of versions) {
          const { topic, event } = rowOf(ticketId, version);
          const changed = change(event) as TicketUpdated;
          const aggregateId = `ticket:${ticketId}`;
          await appendToOutbox(outbox, session, { topic, event: changed, aggregateId, sequence: version });
        }
      }),
    /** Inserts pending rows directly. */
    async appendRows(places: (readonly [ticketId: string, version: number])[]): Promise<OutboxRow[]> {
      const rows = places.map(([id, version]): OutboxRow => {
        const { topic, event } = rowOf(id, version);
        return {
          _id: randomUUID(),
          topic,
          key: id,
          aggregateId: `ticket:${id}`,
          sequence: version,
          payload: event,
          headers: {},
          createdAt: new Date(),
        };
      });
      await inTransaction(connection, (session) => insertOutboxRows(outbox, rows, session));
      return rows;
    },
    /** Inserts a backlog: pending rows, one per ticket. @returns the tickets' ids */
    async appendBacklog(count: number) {
      const ids = Array.from({ length: count }, () => randomUUID());
      for (let at = 0; at < count; at += 1_000)
        await this.appendRows(ids.slice(at, at + 1_000).map((id) => [id, 0] as const));
      return ids;
    },
    runRelay: (
      { codec, publisher }: { codec: BrokerFixture['codec']; publisher: Publisher },
      options: Partial<MongoRelayOptions> = {},
    ) =>
      runMongoRelay({
        reader,
        changes,
        lease: newLease(randomUUID()),
        wake: createWakeSignal(connection, log),
        codec,
        publisher,
        log,
        ...options,
      }).stop,
    waitForNonePending: (timeoutMs = 20_000) =>
      waitFor(async () => ((await countPending()) === 0 ? true : null), { timeoutMs }),
  };
}
