import { randomUUID } from 'node:crypto';
import { newEcKey } from '@ticketing/common/ec-keys';
import { createLogger } from '@ticketing/common/log';
import type { Connection } from '@ticketing/common/mongo';
import { createOpen, createSeal, openingKeys, publicPartOf, sealingKey } from '@ticketing/common/sealing';
import type { Language, NotificationsCancellationAnswered } from '@ticketing/contracts';
import { type Mailbox, startMailbox } from '@ticketing/mailbox';
import { type Deliver, startMongoService } from '@ticketing/testing/mongo-service';
import { ticketCreated } from '@ticketing/testing/ticket-event';
import { subscriptions } from '../src/consumers/index.ts';
import type { LinkMailKind, OrderMailKind } from '../src/domain/mail.ts';
import { createMailer } from '../src/smtp/mailer.ts';
import { createContactStore } from '../src/store/contact-store.ts';
import { createMailCounts } from '../src/store/mail-counts.ts';
import type { MailDocument } from '../src/store/mail-schema.ts';
import { createMailStore, type MailStore } from '../src/store/mail-store.ts';
import { createOrderStore } from '../src/store/order-store.ts';
import { unsentMails } from '../src/store/unsent-mails.ts';
import type { AnswerDeps } from '../src/use-cases/answer-cancellations.ts';
import { createConsumerUseCases, createSenderUseCases } from '../src/use-cases/index.ts';

export const publicUrl = 'https://store.example';
const key = newEcKey();
const seal = createSeal(sealingKey().parse(JSON.stringify(publicPartOf(key))));
const open = createOpen(openingKeys().parse(JSON.stringify({ keys: [key] })));

export interface Person {
  id: string;
  address: string;
}
export const somebody = (address = `${randomUUID()}@example.com`): Person => ({ id: `user-${randomUUID()}`, address });

export interface TestOrder {
  id: string;
  buyer: Person;
  seller: Person;
}

export interface NotificationsFixture {
  deliver: Deliver;
  mailbox: Mailbox;
  connection: Connection;
  /** What operators see. */
  unsent: ReturnType<typeof unsentMails>;
  /** What was published about cancelled performances. */
  answers: NotificationsCancellationAnswered[];
  /** All lines that the sender has logged. */
  logged(): string;
  /** Publishes how a person is reached, as auth does. */
  givenContact(person: Person, language?: Language, version?: number): Promise<void>;
  /** An order whose buyer and seller have contacts. */
  givenOrder(given?: { title?: string; reservedUntil?: Date; buyer?: Person; language?: Language }): Promise<TestOrder>;
  complete(order: TestOrder, eventId?: string): Promise<unknown>;
  cancel(order: TestOrder, reason: string): Promise<unknown>;
  refund(order: Pick<TestOrder, 'id'>): Promise<unknown>;
  requestLink(person: Person, given?: { kind?: LinkMailKind; expiresAt?: Date; language?: Language }): Promise<string>;
  /** Sends all due mails once. */
  send(): Promise<void>;
  /** The same, with a store that the test changes. */
  sendWith(mails: (store: MailStore) => MailStore, signal?: AbortSignal): Promise<void>;
  /** The mails about an order, by kind. */
  mailsOf(orderId: string): Promise<MailDocument[]>;
  mail(id: string): Promise<MailDocument | null>;
  /** Makes all unsent mails due, as after their pauses. */
  allDue(): Promise<void>;
  stopServer(): Promise<void>;
  startServer(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the service without a broker, on a real database and a real mail server. */
export async function startNotifications(): Promise<NotificationsFixture> {
  let mailbox = await startMailbox();
  const smtpUrl = mailbox.smtpUrl;
  const lines: string[] = [];
  const answers: NotificationsCancellationAnswered[] = [];
  const log = createLogger({
    service: 'notifications',
    level: 'debug',
    destination: { write: (line) => void lines.push(line) },
  });
  const service = await startMongoService('notifications', ({ connection }) => {
    const stores = {
      mails: createMailStore(connection),
      orders: createOrderStore(connection),
      contacts: createContactStore(connection),
      now: () => new Date(),
    };
    const answering = { mailCounts: createMailCounts(connection), ...recorded(answers) };
    return {
      documentPath: '/openapi.json',
      routes: [],
      subscriptions: subscriptions(createConsumerUseCases({ ...stores, ...answering })),
      stores,
    };
  });
  const { connection, deliver, parts } = service;
  const senderDeps = {
    ...parts.stores,
    open,
    publicUrl,
    mailer: createMailer({ smtpUrl, from: 'Boxstub <tickets@example.com>' }),
    domain: 'example.com',
    log,
  };
  const mails = connection.collection<MailDocument>('mails');
  const fixture: NotificationsFixture = {
    deliver,
    get mailbox() {
      return mailbox;
    },
    connection,
    answers,
    unsent: unsentMails(connection),
    logged: () => lines.join(''),
    async givenContact({ id, address }, language = 'en', version = 0) {
      const sealedContact = await seal({ address, language }, `contact:${id}`);
      await deliver('auth.contact.changed.v1', { id, sealedContact, version });
    },
    async givenOrder({ title = 'Concert', reservedUntil = new Date(), buyer = somebody(), language = 'en' } = {}) {
      const [id, ticketId, seller] = [randomUUID(), randomUUID(), somebody()];
      await fixture.givenContact(buyer, language);
      await fixture.givenContact(seller);
      await deliver('tickets.ticket.created.v1', ticketCreated({ id: ticketId, userId: seller.id, title }));
      const ticket = { id: ticketId, title, price: 1_999, currency: 'USD' };
      const expiresAt = reservedUntil.getTime();
      await deliver('orders.order.created.v1', {
        id,
        status: 'created',
        userId: buyer.id,
        expiresAt,
        ticket,
        reservation: 1,
        isPublishedAsV2: false,
        version: 0,
      });
      return { id, buyer, seller };
    },
    complete: ({ id }, eventId) =>
      deliver(
        'orders.order.completed.v1',
        { id, ticket: { id: 'ticket' }, reservation: 1, isPublishedAsV2: false, paymentId: 'payment', version: 1 },
        eventId,
      ),
    cancel: ({ id }, reason) =>
      deliver('orders.order.cancelled.v1', {
        id,
        ticket: { id: 'ticket' },
        reservation: 1,
        isPublishedAsV2: false,
        reason,
        version: 1,
      }),
    refund: ({ id: orderId }) =>
      deliver('payments.payment.refunded.v1', {
        id: `payment-of-${orderId}`,
        orderId,
        amount: 1_999,
        currency: 'USD',
        reason: 'order_cancelled',
        number: 1,
      }),
    async requestLink({ id: userId, address }, { kind = 'email_verification', expiresAt, language = 'en' } = {}) {
      const id = randomUUID();
      const sealedMail = await seal({ address, language, token: `token-of-${id}` }, `mail:${id}:${kind}`);
      const endsAt = (expiresAt ?? new Date(Date.now() + 60_000)).getTime();
      await deliver('auth.mail.requested.v1', { id, userId, kind, sealedMail, expiresAt: endsAt });
      return id;
    },
    send: () => createSenderUseCases(senderDeps).sendDueMails(),
    sendWith: (change, signal) =>
      createSenderUseCases({ ...senderDeps, mails: change(senderDeps.mails) }).sendDueMails(signal),
    mailsOf: (orderId) => mails.find({ orderId }).sort({ _id: 1 }).toArray(),
    mail: (id) => mails.findOne({ _id: id }),
    allDue: async () => void (await mails.updateMany({ status: 'due' }, { $set: { dueAt: new Date(0) } })),
    stopServer: () => mailbox.stop(),
    async startServer() {
      mailbox = await startMailbox({ smtpPort: Number(new URL(smtpUrl).port) });
    },
    async stop() {
      await service.stop();
      await mailbox.stop();
    },
  };
  return fixture;
}

/** Takes the place of the broker: keeps what is published. */
const recorded = (answers: NotificationsCancellationAnswered[]): Pick<AnswerDeps, 'codec' | 'publisher'> => ({
  codec: {
    encode: async (_topic, event) => {
      answers.push(event as NotificationsCancellationAnswered);
      return Buffer.alloc(0);
    },
  },
  publisher: { publish: async () => undefined },
});

/** The kinds of the mails in a mailbox, by their subject's first words. */
export const kindsOf = (documents: readonly Pick<MailDocument, 'kind'>[]): (OrderMailKind | LinkMailKind)[] =>
  documents.map(({ kind }) => kind);
