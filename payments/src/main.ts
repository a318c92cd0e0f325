import { toMs } from '@ticketing/common/config';
import { createArrivals, createAwaitRow, startConsuming, transactionally } from '@ticketing/common/consuming';
import { createOwnIds } from '@ticketing/common/effects';
import { createApp } from '@ticketing/common/http';
import { brokerCheck, createCodec, createKafka, createPublisher } from '@ticketing/common/kafka';
import { Gauge } from '@ticketing/common/metrics';
import {
  connectMongo,
  mongoCheck,
  mongoConsumerStore,
  mongoIdempotencyStore,
  mongoRevokedSessions,
  prepareCollections,
} from '@ticketing/common/mongo';
import { runPeriodically } from '@ticketing/common/periodic';
import { runService } from '@ticketing/common/service';
import { cachedRevocations } from '@ticketing/common/sessions';
import { loadConfig } from './config.ts';
import { subscriptions } from './consumers/index.ts';
import { routes } from './http/routes.ts';
import { createOrderStore } from './store/order-store.ts';
import { createPaymentStore } from './store/payment-store.ts';
import { createStripe, createStripeGateway } from './stripe/stripe-gateway.ts';
import { createUseCases } from './use-cases/index.ts';
import { sweepPayments } from './use-cases/sweep-payments.ts';

const sweepEveryMs = 500;

await runService({
  name: 'payments',
  loadConfig: () => loadConfig(process.env),
  start: async ({ config, log, metrics, onStop }) => {
    const connection = await connectMongo(config.MONGO_URI);
    onStop('database', () => connection.close());
    const orders = createOrderStore(connection);
    const payments = createPaymentStore(connection, orders);
    const revokedSessions = mongoRevokedSessions(connection);
    const store = mongoConsumerStore(connection);
    const idempotency = mongoIdempotencyStore(connection);
    await prepareCollections(connection);

    const stripe = createStripeGateway(createStripe({ key: config.STRIPE_KEY, apiUrl: config.STRIPE_API_URL }), log);
    const kafka = createKafka({ clientId: 'payments', brokers: config.KAFKA_BROKERS, log });
    const broker = brokerCheck(kafka);
    onStop('broker check', broker.close);
    const publisher = await createPublisher(kafka);
    onStop('publisher', publisher.close);
    const arrivals = createArrivals();
    const consumer = await startConsuming({
      kafka,
      service: 'payments',
      codec: createCodec(config.SCHEMA_REGISTRY_URL),
      publisher,
      applier: transactionally({
        store,
        subscriptions: subscriptions({ orders, payments, revokedSessions }),
        log,
        metrics,
      }),
      arrivals,
      retryDelaysMs: config.RETRY_DELAYS_SECONDS.map(toMs),
      batchSize: config.CONSUMER_BATCH_SIZE,
      log,
      metrics,
    });
    onStop('consumer', consumer.stop);
    const deps = {
      connection,
      orders,
      payments,
      stripe,
      awaitRow: createAwaitRow({ arrivals, consumer, isOurs: createOwnIds(config.JWT_KEY).isOurs }),
      settleAfterMs: toMs(config.PAYMENT_SETTLE_AFTER_SECONDS),
      graceMs: toMs(config.PAYMENT_GRACE_SECONDS),
      log,
    };
    onStop('sweeper', runPeriodically({ name: 'payment sweeper', everyMs: sweepEveryMs, log }, sweepPayments(deps)));

    new Gauge({
      name: 'payments_refunds',
      help: 'Refunds that are not over, by state; failed ones need a person',
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
      routes: routes(createUseCases({ ...deps, webhookSecret: config.STRIPE_WEBHOOK_SECRET }), {
        publishableKey: config.STRIPE_PUBLISHABLE_KEY ?? null,
        sandboxUrl: config.STRIPE_BROWSER_URL ?? null,
      }),
      jwtKey: config.JWT_KEY,
      isSessionRevoked: cachedRevocations(revokedSessions.isRevoked),
      idempotency,
      log,
      metrics,
    });
    return { app, checks: { database: mongoCheck(connection), broker: broker.check } };
  },
});
