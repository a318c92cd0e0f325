import { Types } from 'mongoose';
import type { ReadableMessage } from '../../topics/read-message.ts';
import { withMongo, withPostgres } from './databases.ts';
import type { Places } from './places.ts';
import { readOrderEvents } from './read-order-events.ts';
import { readTimer, type Timer } from './read-timer.ts';

/** A row as stored; dates as text in JSON. */
export type Row = Record<string, unknown>;

export interface ParkedEvent {
  service: string;
  stream: string;
  version: number;
  topic: string;
  eventId: string;
  parkedAt: Date;
}

export interface WrittenEvent {
  outbox: 'orders' | 'payments';
  eventId: string;
  topic: string;
  writtenAt: Date;
}

/** Everything that the services hold about one order. */
export interface OrderView {
  order: Row;
  /** The listing of tickets; null when it is gone, and for a party. */
  ticket: Row | null;
  /** The copy of the order in payments; null before its event arrived. */
  payable: Row | null;
  payments: Row[];
  /** The timer of the expiry; null when none is set. */
  timer: Timer | null;
  /** What the outboxes have recorded in the last seven days. */
  written: WrittenEvent[];
  /** What is on the topics, in order of time. */
  events: ReadableMessage[];
  /** Events that wait for an earlier version. */
  parked: ParkedEvent[];
}

/**
 * Reads the order from every database and topic. The reads are no snapshot: an order that changes meanwhile may look
 * inconsistent.
 * @returns null when orders has no such order
 */
export async function readOrder(places: Places, orderId: string): Promise<OrderView | null> {
  const found = await withPostgres(places('orders'), async (client) => {
    const { rows: orders } = await client.query<Row>('SELECT * FROM orders WHERE id = $1::uuid', [orderId]);
    const order = orders[0];
    if (!order) return null;
    const { rows: written } = await client.query<WrittenEvent>(
      `SELECT 'orders' AS outbox, id::text AS "eventId", topic, created_at AS "writtenAt"
       FROM outbox WHERE created_at >= $2::timestamptz - interval '1 minute' AND key = $1
       ORDER BY created_at, written_at_lsn`,
      [orderId, order.created_at],
    );
    const { rows: parked } = await client.query<ParkedEvent>(
      `SELECT 'orders' AS service, stream, version, topic, event_id AS "eventId", parked_at AS "parkedAt"
       FROM parked WHERE stream = ANY ($1)`,
      [[streamOf(orderId), `ticket:${String(order.ticket_id)}`]],
    );
    return { order, written, parked };
  });
  if (!found) return null;
  const { order } = found;
  const [tickets, payments, timer, events] = await Promise.all([
    readTicket(places('tickets'), String(order.ticket_id), orderId),
    readPayments(places('payments'), orderId),
    readTimer(places('expiration'), orderId),
    readOrderEvents(places, { orderId, createdAt: order.created_at as Date, written: [] }),
  ]);
  return {
    order,
    ticket: tickets.ticket,
    payable: payments.payable,
    payments: payments.payments,
    timer,
    written: [...found.written, ...payments.written],
    events,
    parked: [...found.parked, ...tickets.parked, ...payments.parked],
  };
}

const streamOf = (orderId: string): string => `order:${orderId}`;

const searchFields = {
  ...{ searchText: 0, searchWords: 0, searchTypos: 0, searchFormat: 0 },
  ...{ startsOrder: 0, eventFormat: 0 },
};

const readTicket = (uri: string, ticketId: string, orderId: string) =>
  withMongo(uri, async (connection) => {
    const [ticket, parked] = await Promise.all([
      Types.ObjectId.isValid(ticketId)
        ? connection
            .collection('tickets')
            .findOne<Row>({ _id: new Types.ObjectId(ticketId) }, { projection: searchFields })
        : null,
      connection
        .collection('parked')
        .find<ParkedEvent>({ stream: streamOf(orderId) })
        .toArray(),
    ]);
    return { ticket, parked: parked.map(ofService('tickets')) };
  });

interface OutboxDocument {
  _id: string;
  topic: string;
  createdAt: Date;
}

const readPayments = (uri: string, orderId: string) =>
  withMongo(uri, async (connection) => {
    const stream = streamOf(orderId);
    const [payable, payments, written, parked] = await Promise.all([
      connection.collection<{ _id: string }>('orders').findOne<Row>({ _id: orderId }),
      connection.collection('payments').find<Row>({ orderId }).sort({ attempt: 1 }).toArray(),
      connection.collection('outbox').find<OutboxDocument>({ aggregateId: stream }).sort({ sequence: 1 }).toArray(),
      connection.collection('parked').find<ParkedEvent>({ stream }).toArray(),
    ]);
    return {
      payable,
      payments,
      written: written.map(
        ({ _id, topic, createdAt }): WrittenEvent => ({
          outbox: 'payments',
          eventId: _id,
          topic,
          writtenAt: createdAt,
        }),
      ),
      parked: parked.map(ofService('payments')),
    };
  });

const ofService =
  (service: string) =>
  ({ stream, version, topic, eventId, parkedAt }: ParkedEvent): ParkedEvent => ({
    service,
    stream,
    version,
    topic,
    eventId,
    parkedAt,
  });
