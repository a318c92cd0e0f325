import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outcome } from '@ticketing/common/consuming';
import { silentLogger } from '@ticketing/common/log';
import { mongoCounters, type OutboxRow } from '@ticketing/common/mongo';
import { createReservationStatements, type Reservation } from '@ticketing/common/reservations';
import { eventExamples } from '@ticketing/contracts';
import { startStripeSandbox } from '@ticketing/stripe-sandbox';
import { type Answer, someUser, type TestApi, type TestUser, testJwtKey } from '@ticketing/testing/api';
import { type Deliver, startMongoService } from '@ticketing/testing/mongo-service';
import { subscriptions } from '../src/consumers/index.ts';
import type { Payment } from '../src/domain/payment.ts';
import { routes } from '../src/http/routes.ts';
import { createCancellationStore } from '../src/store/cancellation-store.ts';
import { createDeclineStore } from '../src/store/decline-store.ts';
import { createOrderStore } from '../src/store/order-store.ts';
import { createPaymentStore } from '../src/store/payment-store.ts';
import { handledEvents } from '../src/stripe/handled-events.ts';
import { createStripe, createStripeGateway } from '../src/stripe/stripe-gateway.ts';
import type { PaymentDeps } from '../src/use-cases/deps.ts';
import { createInProgress } from '../src/use-cases/in-progress.ts';
import { createConsumerUseCases, createUseCases } from '../src/use-cases/index.ts';
import { sweepPayments } from '../src/use-cases/sweep-payments.ts';

export const webhookSecret = 'whsec_test';
export const maxDeclinesPerHour = 20;
export const publishableKey = 'pk_test_payments';

/** Money moved at Stripe for one order, minor units. */
export interface Net {
  chargedMinor: number;
  refundedMinor: number;
  netMinor: number;
  charges: number;
}
export interface Fault {
  method: 'GET' | 'POST';
  path: string;
  action:
    | 'error_before_execution'
    | 'drop_before_execution'
    | 'drop_after_execution'
    | 'delay_before_execution'
    | 'delay_answer';
  delayMs?: number;
  /** The official client retries a dropped connection once. */
  times?: number;
}
export interface TestOrder {
  id: string;
  buyer: TestUser;
}

interface RequestOptions {
  statement?: string;
  headers?: Record<string, string>;
}

/** The statement that orders gives a buyer whose order's event has not arrived. */
export const statementOf = ({ id, buyer }: TestOrder, given: Partial<Reservation> = {}, secret = testJwtKey): string =>
  createReservationStatements(secret).sign({
    orderId: id,
    buyerId: buyer.id,
    priceMinor: 1999,
    currency: 'USD',
    performanceId: null,
    expiresAt: new Date(Date.now() + 900_000),
    ...given,
  });

export interface PaymentsFixture {
  api: TestApi;
  mongoUri: string;
  /** Address of Stripe's sandbox. */
  sandboxUrl: string;
  deps: PaymentDeps;
  deliver: Deliver;
  /** Puts every Idempotency-Key into the state after a crash between commit and response. */
  expireResponses(): Promise<void>;
  /** The event of an order from the orders service. */
  deliverOrder(order: TestOrder, given?: { priceMinor?: number; expiresAt?: Date }): Promise<Outcome>;
  givenOrder(given?: { priceMinor?: number; expiresAt?: Date }): Promise<TestOrder>;
  cancel(order: TestOrder, eventId?: string, version?: number): Promise<Outcome>;
  /** The order has fewer places from now on, for this total. */
  reduce(order: TestOrder, totalMinor: number, version?: number, eventId?: string): Promise<Outcome>;
  pay(order: TestOrder, options?: RequestOptions & { token?: string }): Promise<Answer>;
  /** POST /api/payments/intents, as the buyer unless another user is given. */
  startIntent(order: TestOrder, options?: RequestOptions & { as?: TestUser }): Promise<Answer>;
  settle(paymentId: string, as: TestUser): Promise<Answer>;
  /** Confirms an intent with a card, like the buyer's browser. @returns Stripe's response */
  confirmInBrowser(clientSecret: string, cardNumber: string): Promise<{ status: number; body: unknown }>;
  answerChallenge(clientSecret: string, result: 'complete' | 'fail'): Promise<void>;
  /** Runs the sweeper once; open payments are due at once. */
  sweep(): Promise<void>;
  /** Returns the order's attempts in sequence. */
  paymentsOf(orderId: string): Promise<Omit<Payment, 'id'>[]>;
  outboxOf(orderId: string): Promise<OutboxRow[]>;
  /** Returns what was answered to a saga. */
  answersOf(sagaId: string): Promise<OutboxRow[]>;
  /** Returns the topics of the order's published events in sequence, without prefix; fails on a gap. */
  eventsOf(orderId: string): Promise<string[]>;
  netOf(orderId: string): Promise<Net | undefined>;
  /** Makes the order's unfinished refunds due at once. */
  refundsAreDue(orderId: string): Promise<void>;
  refundsAtStripe(stripeId: string | null | undefined): Promise<number>;
  givenFault(fault: Fault): Promise<void>;
  clearFaults(): Promise<void>;
  /** Charges an intent outside of the service. */
  confirmAtStripe(stripeId: string | null | undefined): Promise<void>;
  /** Returns the status of the order's intents at Stripe, in sequence. */
  intentsAtStripe(orderId: string): Promise<string[]>;
  /** Makes Stripe decide everything it is processing. */
  settleAtStripe(stripeId: string | null | undefined): Promise<void>;
  /** Makes the sandbox deliver its webhooks here from now on. */
  connectWebhooks(): void;
  stop(): Promise<void>;
}

/** Starts the service without a broker: API, delivered events and sweeper, on a real database and Stripe's sandbox. */
export async function startPayments(): Promise<PaymentsFixture> {
  const ledgerDir = await mkdtemp(join(tmpdir(), 'payments-test-'));
  const sandbox = await startStripeSandbox({ ledgerDir });
  const service = await startMongoService('payments', ({ connection, revokedSessions, awaitRow }) => {
    const orders = createOrderStore(connection);
    const payments = createPaymentStore(connection);
    const cancellations = createCancellationStore(connection);
    const log = silentLogger();
    const stripe = createStripeGateway(createStripe({ key: 'sk_test_sandbox', apiUrl: sandbox.url }), log);
    const statements = createReservationStatements(testJwtKey);
    const deps = {
      connection,
      orders,
      payments,
      declines: createDeclineStore(mongoCounters(connection, testJwtKey)),
      maxDeclinesPerHour,
      stripe,
      statements,
      charging: createInProgress(),
      awaitRow,
      settleAfterMs: 0,
      graceMs: 120_000,
      log,
    };
    return {
      deps,
      documentPath: '/api/payments/openapi.json',
      routes: routes(createUseCases({ ...deps, webhookSecret }), { publishableKey, sandboxUrl: sandbox.url }),
      subscriptions: subscriptions(createConsumerUseCases({ orders, payments, cancellations }), revokedSessions),
    };
  });
  const { api, connection, deliver, parts } = service;
  const { deps } = parts;

  const intentIdOf = (clientSecret: string) => clientSecret.split('_secret_')[0] ?? '';
  const postAsBrowser = async (path: string, fields: Record<string, string>) => {
    const headers = { authorization: `Bearer ${publishableKey}` };
    const answer = await fetch(`${sandbox.url}${path}`, { method: 'POST', headers, body: new URLSearchParams(fields) });
    return { status: answer.status, body: (await answer.json()) as unknown };
  };
  const control = async (method: string, path: string, body?: object): Promise<unknown> => {
    const json = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${sandbox.url}/_sandbox${path}`, { method, ...json });
    if (!response.ok) throw new Error(`the sandbox answered ${response.status} to ${method} ${path}`);
    return response.status === 204 ? null : response.json();
  };
  interface Ledger {
    netByOrderId: Record<string, Net>;
    refunds: { intentId: string }[];
    paymentIntents: { status: string; metadata: Record<string, string> }[];
  }
  const ledger = async () => (await control('GET', '/ledger')) as Ledger;
  const outboxOf = (orderId: string) => service.outbox({ aggregateId: `order:${orderId}` });

  const deliverOrder: PaymentsFixture['deliverOrder'] = (
    { id, buyer },
    { priceMinor = 1999, expiresAt = new Date(Date.now() + 900_000) } = {},
  ) =>
    deliver('orders.order.created.v1', {
      id,
      status: 'created',
      userId: buyer.id,
      expiresAt: expiresAt.getTime(),
      ticket: { id: 'ticket', title: 'Concert', price: priceMinor, currency: 'USD' },
      reservation: 1,
      isPublishedAsV2: false,
      version: 0,
    });

  return {
    api,
    mongoUri: service.mongoUri,
    sandboxUrl: sandbox.url,
    deps,
    deliver,
    expireResponses: service.expireResponses,
    outboxOf,
    answersOf: (sagaId) => service.outbox({ key: sagaId }),
    deliverOrder,
    async givenOrder(given) {
      const order = { id: randomUUID(), buyer: someUser() };
      await deliverOrder(order, given);
      return order;
    },
    cancel: ({ id }, eventId, version = 1) =>
      deliver(
        'orders.order.cancelled.v1',
        { id, ticket: { id: 'ticket' }, reservation: 1, isPublishedAsV2: false, version, reason: 'buyer' },
        eventId,
      ),
    reduce: ({ id }, total, version = 1, eventId) =>
      deliver('orders.order.reduced.v2', { ...eventExamples['orders.order.reduced.v2'], id, total, version }, eventId),
    pay: ({ id: orderId, buyer }, { token = 'tok_visa', statement, headers = {} } = {}) =>
      api.request('POST', '/api/payments', { as: buyer, body: { token, orderId, statement }, headers }),
    startIntent: ({ id: orderId, buyer }, { as = buyer, statement, headers = {} } = {}) =>
      api.request('POST', '/api/payments/intents', { as, body: { orderId, statement }, headers }),
    settle: (paymentId, as) => api.request('POST', `/api/payments/${paymentId}/settlement`, { as }),
    async confirmInBrowser(clientSecret, number) {
      const card = { 'card[number]': number, 'card[exp_month]': '12', 'card[exp_year]': '2040', 'card[cvc]': '123' };
      const method = await postAsBrowser('/v1/payment_methods', { type: 'card', ...card });
      const { id } = method.body as { id: string };
      const intent = `/v1/payment_intents/${intentIdOf(clientSecret)}`;
      return postAsBrowser(`${intent}/confirm`, { client_secret: clientSecret, payment_method: id });
    },
    answerChallenge: async (clientSecret, result) =>
      void (await control('POST', `/challenges/${intentIdOf(clientSecret)}/${result}`)),
    sweep: sweepPayments(deps),
    paymentsOf: (orderId) =>
      connection.collection<Omit<Payment, 'id'>>('payments').find({ orderId }).sort({ attempt: 1 }).toArray(),
    async eventsOf(orderId) {
      const rows = await outboxOf(orderId);
      const isGapless = rows.every(({ sequence }, at) => sequence === at);
      if (!isGapless) throw new Error(`sequences ${rows.map(({ sequence }) => sequence)}`);
      return rows.map(({ topic }) => topic.replace(/^payments\.payment\.|\.v1$/g, ''));
    },
    netOf: async (orderId) => (await ledger()).netByOrderId[orderId],
    refundsAreDue: async (orderId) =>
      void (await connection
        .collection('payments')
        .updateMany(
          { orderId, 'refunds.dueAt': { $type: 'date' } },
          { $set: { 'refunds.$[due].dueAt': new Date(0) } },
          { arrayFilters: [{ 'due.dueAt': { $type: 'date' } }] },
        )),
    refundsAtStripe: async (stripeId) =>
      (await ledger()).refunds.filter(({ intentId }) => intentId === stripeId).length,
    givenFault: async (fault) => void (await control('POST', '/faults', fault)),
    clearFaults: async () => void (await control('DELETE', '/faults')),
    confirmAtStripe: async (stripeId) => {
      const client = createStripe({ key: 'sk_test_sandbox', apiUrl: sandbox.url });
      await client.paymentIntents.confirm(stripeId ?? '', { payment_method: 'pm_card_visa' });
    },
    intentsAtStripe: async (orderId) =>
      (await ledger()).paymentIntents
        .filter(({ metadata }) => metadata.orderId === orderId)
        .map(({ status }) => status),
    settleAtStripe: async (stripeId) => void (await control('POST', `/settlements/${stripeId}`)),
    connectWebhooks: () =>
      sandbox.setWebhook({ url: `${api.url}/api/payments/webhook`, secret: webhookSecret, events: handledEvents }),
    async stop() {
      await service.stop();
      await sandbox.stop();
      await rm(ledgerDir, { recursive: true });
    },
  };
}
