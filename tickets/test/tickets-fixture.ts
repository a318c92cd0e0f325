import { randomUUID } from 'node:crypto';
import { createSignedIds } from '@ticketing/common/effects';
import { createLiveStreams, type LiveStreams } from '@ticketing/common/http';
import { silentLogger } from '@ticketing/common/log';
import { createMetrics } from '@ticketing/common/metrics';
import { type Connection, mongoCounters, mongoDeletedUsers, type OutboxRow } from '@ticketing/common/mongo';
import type { OrderCancelled, OrderCompleted, OrderCreated } from '@ticketing/contracts';
import { type Answer, someUser, type TestApi, type TestUser, testJwtKey } from '@ticketing/testing/api';
import { type Deliver, startMongoService } from '@ticketing/testing/mongo-service';
import { subscriptions } from '../src/consumers/index.ts';
import { publishTickets } from '../src/http/publish-tickets.ts';
import { routes } from '../src/http/routes.ts';
import { createPictureRenderer } from '../src/pictures/picture-renderer.ts';
import { createPictureStore } from '../src/store/picture-store.ts';
import { createTicketStore } from '../src/store/ticket-store.ts';
import { createConsumerUseCases, createUseCases } from '../src/use-cases/index.ts';

export interface TicketBody {
  id: string;
  title: string;
  price: number;
  userId: string;
  version: number;
  status: string;
  orderId: string | null;
  updatedAt: string;
}

/** A seller without a sale may list 100. */
export const maxListingsPerHour = 1_000;

export interface TicketsFixture {
  api: TestApi;
  /** At most three streams per address. */
  streams: LiveStreams;
  connection: Connection;
  mongoUri: string;
  deliver: Deliver;
  /** Puts every Idempotency-Key into the state after a crash between commit and response. */
  expireResponses(): Promise<void>;
  /** Returns the outbox events of one ticket, by sequence. */
  outboxOf(ticketId: string): Promise<OutboxRow[]>;
  read(ticketId: string): Promise<TicketBody>;
  givenTicket(given?: { seller?: TestUser; [field: string]: unknown }): Promise<TicketBody>;
  edit(seller: TestUser, ticketId: string, body: object, headers?: Record<string, string>): Promise<Answer>;
  stop(): Promise<void>;
}

/** Starts the service without a broker, on a real database. */
export async function startTickets(): Promise<TicketsFixture> {
  const { api, connection, mongoUri, deliver, expireResponses, outbox, parts, stop } = await startMongoService(
    'tickets',
    ({ connection, revokedSessions }) => {
      const tickets = createTicketStore(connection);
      const pictures = createPictureStore(connection);
      const deletedSellers = mongoDeletedUsers(connection, 'deleted_sellers');
      const streams = createLiveStreams({ log: silentLogger(), metrics: createMetrics('tickets'), maxPerClient: 3 });
      return {
        documentPath: '/api/tickets/openapi.json',
        streams,
        stopFollowing: publishTickets(tickets, streams, silentLogger()),
        routes: routes(
          createUseCases({
            connection,
            tickets,
            signedIds: createSignedIds(testJwtKey),
            deletedSellers,
            requiresVerifiedEmail: true,
            pictures,
            renderer: createPictureRenderer(),
            counters: mongoCounters(connection, testJwtKey),
            maxListingsPerHour,
          }),
          streams,
        ),
        subscriptions: subscriptions(createConsumerUseCases({ tickets, deletedSellers }), revokedSessions),
      };
    },
  );
  return {
    api,
    connection,
    mongoUri,
    deliver,
    expireResponses,
    streams: parts.streams,
    async stop() {
      parts.streams.close();
      await parts.stopFollowing();
      await stop();
    },
    outboxOf: (ticketId) => outbox({ aggregateId: `ticket:${ticketId}` }),
    read: async (ticketId) => (await api.request('GET', `/api/tickets/${ticketId}`)).body as TicketBody,
    async givenTicket({ seller = someUser(), ...listing } = {}) {
      const sent = { title: 'Concert', price: 20, ...listing };
      return (await api.request('POST', '/api/tickets', { as: seller, body: sent })).body as TicketBody;
    },
    edit: (seller, ticketId, body, headers = {}) =>
      api.request('PUT', `/api/tickets/${ticketId}`, { as: seller, body, headers }),
  };
}

export interface OrderEvents {
  orderId: string;
  created: OrderCreated;
  cancelled: OrderCancelled;
  completed: OrderCompleted;
}

/** Builds the events that orders publish about one order of a ticket: `created`, then one of the other two. */
export function orderOf(ticketId: string, reservation: number): OrderEvents {
  const orderId = randomUUID();
  const ticket = { id: ticketId, title: 'Concert', price: 2000, currency: 'USD' };
  const end = { id: orderId, ticket: { id: ticketId }, reservation, isPublishedAsV2: false, version: 1 };
  return {
    orderId,
    created: {
      id: orderId,
      status: 'created',
      userId: 'buyer',
      expiresAt: 0,
      ticket,
      reservation,
      isPublishedAsV2: false,
      version: 0,
    },
    cancelled: { ...end, reason: 'buyer' },
    completed: { ...end, paymentId: 'payment' },
  };
}
