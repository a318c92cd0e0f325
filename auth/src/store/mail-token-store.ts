import {
  appendToOutbox,
  type ClientSession,
  type Connection,
  modelOf,
  type NewOutboxEvent,
  outboxOf,
} from '@ticketing/common/mongo';
import { Schema } from 'mongoose';
import type { MailKind, MailToken } from '../domain/mail-token.ts';

interface TokenDocument extends MailToken {
  /** Hash of the token. */
  _id: string;
}

/** A used or expired link is recognized for a week, so that its owner is told why it does not work. */
const keepSeconds = 7 * 24 * 60 * 60;

const schema = new Schema<TokenDocument>(
  {
    _id: String,
    kind: { type: String, required: true },
    userId: { type: String, required: true },
    email: { type: String, required: true },
    expiresAt: { type: Date, required: true },
    usedAt: Date,
  },
  { collection: 'mail_tokens', versionKey: false },
);
schema.index({ userId: 1 }, { name: 'user' });
schema.index({ expiresAt: 1 }, { name: 'expire', expireAfterSeconds: keepSeconds });

export type MailRequested = Pick<NewOutboxEvent<'auth.mail.requested.v1'>, 'topic' | 'event'>;

/** Stores the hashes of the tokens in mailed links, each with the event that has it mailed. */
export function createMailTokenStore(connection: Connection) {
  const tokens = modelOf(connection, 'MailToken', schema);
  const outbox = outboxOf(connection);
  return {
    async insert(tx: ClientSession, hash: string, token: MailToken, mail: MailRequested): Promise<void> {
      const { kind, userId, email, expiresAt, usedAt } = token;
      await tokens.create([{ _id: hash, kind, userId, email, expiresAt, usedAt }], { session: tx });
      await appendToOutbox(outbox, tx, { ...mail, aggregateId: `mail:${mail.event.id}`, sequence: 0 });
    },

    async find(hash: string, tx: ClientSession | null = null): Promise<MailToken | null> {
      return tokens.findById(hash).session(tx).lean();
    },

    /** Marks a token as used; of two transactions, one has to run again. */
    async use(tx: ClientSession, hash: string, now: Date): Promise<void> {
      await tokens.updateOne({ _id: hash }, { $set: { usedAt: now } }, { session: tx });
    },

    /** Removes a user's links, which have their address. */
    async removeAll(tx: ClientSession, userId: string): Promise<void> {
      await tokens.deleteMany({ userId }, { session: tx });
    },

    /** Makes a user's unused links useless. */
    async voidAll(tx: ClientSession, userId: string, kind: MailKind, now: Date): Promise<void> {
      await tokens.updateMany({ userId, kind, usedAt: null }, { $set: { usedAt: now } }, { session: tx });
    },
  };
}

export type MailTokenStore = ReturnType<typeof createMailTokenStore>;
