import { toMs } from '@ticketing/common/config';
import { createArrivals, createAwaitRow, transactionalApplier } from '@ticketing/common/consuming';
import { createSignedIds } from '@ticketing/common/effects';
import { createApp } from '@ticketing/common/http';
import { Gauge } from '@ticketing/common/metrics';
import {
  connectMongo,
  mongoCheck,
  mongoConsumerStore,
  mongoCounters,
  mongoIdempotencyStore,
  mongoRevokedSessions,
  prepareCollections,
} from '@ticketing/common/mongo';
import { runPeriodically } from '@ticketing/common/periodic';
import { createReservationStatements } from '@ticketing/common/reservations';
import { consumeEvents, openMessaging, runService } from '@ticketing/common/service';
import { cachedRevocations } from '@ticketing/common/sessions';
import { loadConfig } from './config.ts';
import { subscriptions } from './consumers/index.ts';
import { routes } from './http/routes.ts';
import { createCancellationStore } from './store/cancellation-store.ts';
import { createDeclineStore } from './store/decline-store.ts';
import { createOrderStore } from './store/order-store.ts';
import { createPaymentStore } from './store/payment-store.ts';
import { createStripe, createStripeGateway } from './stripe/stripe-gateway.ts';
import { createInProgress } from './use-cases/in-progress.ts';
import { createConsumerUseCases, createUseCases } from './use-cases/index.ts';

const sweepEveryMs = 1_000;

await runService({
  name: 'payments',
  loadConfig: () => loadConfig(process.env),
  start: async (context) => {
    const { config, log, metrics, onStop } = context;
    const connection = await connectMongo(config.MONGO_URI);
    onStop('database', () => connection.close());
    const orders = createOrderStore(connection);
    const payments = createPaymentStore(connection);
    const cancellations = createCancellationStore(connection);
    const declines = createDeclineStore(mongoCounters(connection, config.JWT_KEY));
    const revokedSessions = mongoRevokedSessions(connection);
    const store = mongoConsumerStore(connection);
    const idempotency = mongoIdempotencyStore(connection);
    await prepareCollections(connection);

    const stripe = createStripeGateway(createStripe({ key: config.STRIPE_KEY, apiUrl: config.STRIPE_API_URL }), log);
    const messaging = await openMessaging('payments', context);
    const arrivals = createArrivals();
    const applier = transactionalApplier({
      store,
      subscriptions: subscriptions(createConsumerUseCases({ orders, payments, cancellations }), revokedSessions),
      log,
      metrics,
    });
    const consumer = await consumeEvents({ service: 'payments', messaging, applier, arrivals }, context);
    const useCases = createUseCases({
      connection,
      orders,
      payments,
      declines,
      maxDeclinesPerHour: config.MAX_DECLINES_PER_HOUR,
      stripe,
      charging: createInProgress(),
      statements: createReservationStatements(config.JWT_KEY),
      awaitRow: createAwaitRow({ arrivals, consumer, isSigned: createSignedIds(config.JWT_KEY).isSigned }),
      settleAfterMs: toMs(config.PAYMENT_SETTLE_AFTER_SECONDS),
      graceMs: toMs(config.PAYMENT_GRACE_SECONDS),
      webhookSecret: config.STRIPE_WEBHOOK_SECRET,
      log,
    });
    onStop('sweeper', runPeriodically({ name: 'payment sweeper', everyMs: sweepEveryMs, log }, useCases.sweepPayments));

    new Gauge({
      name: 'payments_refunds',
      help: 'Refunds that are not final, by state; failed ones need an operator',
      labelNames: ['state'],
      registers: [metrics],
      async collect() {
        for (const state of ['due', 'pending', 'failed'] as const) {
          this.set({ state }, await payments.countRefunds(state));
        }
      },
    });

    const app = createApp({
      service: 'payments',
      documentPath: '/api/payments/openapi.json',
      routes: routes(useCases, {
        publishableKey: config.STRIPE_PUBLISHABLE_KEY ?? null,
        sandboxUrl: config.STRIPE_BROWSER_URL ?? null,
      }),
      jwtKey: config.JWT_KEY,
      publicKeys: config.SESSION_PUBLIC_KEYS,
      isSessionRevoked: cachedRevocations(revokedSessions.isRevoked),
      idempotency,
      log,
      metrics,
    });
    return { app, checks: { database: mongoCheck(connection), broker: messaging.checkBroker } };
  },
});
