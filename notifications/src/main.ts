import { transactionalApplier } from '@ticketing/common/consuming';
import { Gauge, type Registry } from '@ticketing/common/metrics';
import { connectMongo, mongoCheck, mongoConsumerStore, prepareCollections } from '@ticketing/common/mongo';
import { createOperationsApp } from '@ticketing/common/operations';
import { createOpen } from '@ticketing/common/sealing';
import { consumeEvents, openMessaging, runService } from '@ticketing/common/service';
import { loadConfig } from './config.ts';
import { subscriptions } from './consumers/index.ts';
import { runSender, watchDueMails } from './run-sender.ts';
import { createMailer } from './smtp/mailer.ts';
import { createContactStore } from './store/contact-store.ts';
import { createMailCounts } from './store/mail-counts.ts';
import { createMailStore } from './store/mail-store.ts';
import { orderMails } from './store/order-mails.ts';
import { createOrderStore } from './store/order-store.ts';
import { unsentMails } from './store/unsent-mails.ts';
import { createConsumerUseCases, createOperationsUseCases, createSenderUseCases } from './use-cases/index.ts';

/** A mail may come half a second later; in batches, all the events of a purchase take as many steps as one. */
const fetchIntervalMs = 500;

await runService({
  name: 'notifications',
  loadConfig: () => loadConfig(process.env),
  start: async (context) => {
    const { config, log, metrics, onStop } = context;
    const connection = await connectMongo(config.MONGO_URI);
    onStop('database', () => connection.close());
    const dueMails = watchDueMails();
    const mails = createMailStore(connection, dueMails.mark);
    const stores = { mails, orders: createOrderStore(connection), contacts: createContactStore(connection) };
    const store = mongoConsumerStore(connection);
    await prepareCollections(connection);
    watchMails(unsentMails(connection), metrics);

    const deps = { ...stores, now: () => new Date() };
    const { sendDueMails } = createSenderUseCases({
      ...deps,
      open: createOpen(config.NOTIFICATIONS_PRIVATE_KEYS),
      publicUrl: config.PUBLIC_URL,
      mailer: createMailer({ smtpUrl: config.SMTP_URL, from: config.MAIL_FROM.from }),
      domain: config.MAIL_FROM.domain,
      log,
    });
    const sender = runSender({ send: sendDueMails, nextDueInMs: mails.nextDueInMs, log });
    onStop('sender', sender.stop);

    const messaging = await openMessaging('notifications', context);
    const answering = { ...messaging, mailCounts: createMailCounts(connection) };
    const consumed = transactionalApplier({
      store,
      subscriptions: subscriptions(createConsumerUseCases({ ...deps, ...answering })),
      log,
      metrics,
    });
    const applier = dueMails.wakingApplier(consumed, sender.wake);
    await consumeEvents({ service: 'notifications', messaging, applier, fetchIntervalMs }, context);
    const app = createOperationsApp({
      service: 'notifications',
      useCases: createOperationsUseCases({ connection, orders: stores.orders, mails: orderMails(connection) }),
      publicKeys: config.SESSION_PUBLIC_KEYS,
      log,
      metrics,
    });
    return { app, checks: { database: mongoCheck(connection), broker: messaging.checkBroker } };
  },
});

function watchMails(mails: Pick<ReturnType<typeof unsentMails>, 'status'>, metrics: Registry): void {
  const age = new Gauge({
    name: 'notifications_oldest_due_age_seconds',
    help: 'Age of the oldest mail that waits for the mail server',
    registers: [metrics],
  });
  new Gauge({
    name: 'notifications_mails',
    help: 'Mails that are not sent, by state; failed ones were refused for good',
    labelNames: ['state'],
    registers: [metrics],
    async collect() {
      const { due, failed, oldestDueAt } = await mails.status();
      this.set({ state: 'due' }, due);
      this.set({ state: 'failed' }, failed);
      age.set(oldestDueAt ? (Date.now() - oldestDueAt.getTime()) / 1_000 : 0);
    },
  });
}
