import { randomUUID } from 'node:crypto';
import { createDispatcher, type Outcome } from '@ticketing/common/consuming';
import { createApp } from '@ticketing/common/http';
import { silentLogger } from '@ticketing/common/log';
import { createMetrics } from '@ticketing/common/metrics';
import {
  connectMongo,
  mongoConsumerStore,
  mongoIdempotencyStore,
  mongoRevokedSessions,
  type OutboxRow,
  outboxModel,
  prepareCollections,
} from '@ticketing/common/mongo';
import type { EventByTopic, OrderCancelled, OrderCompleted, OrderCreated, Topic } from '@ticketing/contracts';
import { type Answer, serveForTest, someUser, type TestApi, type TestUser, testJwtKey } from '@ticketing/testing/api';
import { startTestMongo } from '@ticketing/testing/mongo';
import { subscriptions } from '../src/consumers/index.ts';
import { routes } from '../src/http/routes.ts';
import { createTicketStore } from '../src/store/ticket-store.ts';
import { createUseCases } from '../src/use-cases/index.ts';

export interface TicketBody {
  id: string;
  title: string;
  price: number;
  version: number;
  status: string;
  orderId: string | null;
  updatedAt: string;
}

export interface TicketsFixture {
  api: TestApi;
  /** Delivers an event as the consumer would, after decoding. */
  deliver<T extends Topic>(topic: T, event: EventByTopic[T], eventId?: string): Promise<Outcome>;
  /** Events in the outbox of one ticket, by their sequence. */
  outboxOf(ticketId: string): Promise<OutboxRow[]>;
  read(ticketId: string): Promise<TicketBody>;
  givenTicket(given?: { seller?: TestUser; title?: string; price?: number }): Promise<TicketBody>;
  edit(seller: TestUser, ticketId: string, body: object, headers?: Record<string, string>): Promise<Answer>;
  stop(): Promise<void>;
}

/** The service without broker: its API over HTTP and its consumers by delivered events, on a real database. */
export async function startTickets(): Promise<TicketsFixture> {
  const mongo = await startTestMongo();
  const connection = await connectMongo(mongo.uri('tickets'));
  const tickets = createTicketStore(connection);
  const revokedSessions = mongoRevokedSessions(connection);
  const store = mongoConsumerStore(connection);
  const idempotency = mongoIdempotencyStore(connection);
  await prepareCollections(connection);
  const { apply } = createDispatcher(store, subscriptions({ tickets, revokedSessions }));
  const app = createApp({
    service: 'tickets',
    documentPath: '/api/tickets/openapi.json',
    routes: routes(createUseCases({ connection, tickets })),
    jwtKey: testJwtKey,
    isSessionRevoked: revokedSessions.isRevoked,
    idempotency,
    log: silentLogger(),
    metrics: createMetrics('tickets'),
  });
  const api = await serveForTest(app);
  return {
    api,
    deliver: (topic, event, eventId = randomUUID()) => apply({ topic, event, eventId }),
    outboxOf: (ticketId) =>
      outboxModel(connection)
        .find({ aggregateId: `ticket:${ticketId}` })
        .sort({ sequence: 1 })
        .lean(),
    read: async (ticketId) => (await api.request('GET', `/api/tickets/${ticketId}`)).body as TicketBody,
    async givenTicket({ seller = someUser(), title = 'Concert', price = 20 } = {}) {
      const { body } = await api.request('POST', '/api/tickets', { as: seller, body: { title, price } });
      return body as TicketBody;
    },
    edit: (seller, ticketId, body, headers = {}) =>
      api.request('PUT', `/api/tickets/${ticketId}`, { as: seller, body, headers }),
    async stop() {
      await api.close();
      await connection.close();
      await mongo.stop();
    },
  };
}

export interface OrderEvents {
  orderId: string;
  created: OrderCreated;
  cancelled: OrderCancelled;
  completed: OrderCompleted;
}

/** What orders would publish of one order of a ticket: `created`, then one of the two others. */
export function orderOf(ticketId: string, reservation: number): OrderEvents {
  const orderId = randomUUID();
  const ticket = { id: ticketId, title: 'Concert', price: 2000, currency: 'USD' };
  const end = { id: orderId, ticket: { id: ticketId }, reservation, version: 1 };
  return {
    orderId,
    created: { id: orderId, status: 'created', userId: 'buyer', expiresAt: 0, ticket, reservation, version: 0 },
    cancelled: { ...end, reason: 'buyer' },
    completed: { ...end, paymentId: 'payment' },
  };
}
