import { type Connection, modelOf } from '@ticketing/common/mongo';
import { Schema } from 'mongoose';
import type { MailKind, MailStatus } from '../domain/mail.ts';

/** Longer than any event is news, so that a repeated event finds its mail. */
const keepSeconds = 90 * 24 * 60 * 60;

export interface MailDocument {
  _id: string;
  kind: MailKind;
  status: MailStatus;
  createdAt: Date;
  attempts: number;
  /** When it is sent or tried again; a running attempt postpones it by its lease. */
  dueAt: Date;
  /** The last claim, so that the sender finds the mails that it has got. */
  claim?: string;
  /** What it waits for, e.g. `contact:65f…`; null for nothing but the mail server. */
  waitsFor: string | null;
  orderId?: string;
  refund?: { amountMinor: number; currency: string } | null;
  performanceId?: string;
  requestId?: string;
  userId?: string;
  /** Deleted when the mail is sent or skipped: it has done its work. */
  sealedMail?: string;
  expiresAt?: Date;
  /** When it was sent, refused or skipped. */
  endedAt: Date | null;
  /** Why it was not sent: the SMTP code of a refusal, otherwise a word. */
  reason: string | null;
}

const schema = new Schema<MailDocument>(
  {
    _id: String,
    kind: { type: String, required: true },
    status: { type: String, required: true },
    createdAt: { type: Date, required: true },
    attempts: { type: Number, required: true },
    dueAt: { type: Date, required: true },
    claim: String,
    waitsFor: String,
    orderId: String,
    refund: new Schema({ amountMinor: Number, currency: String }, { _id: false }),
    performanceId: String,
    requestId: String,
    userId: String,
    sealedMail: String,
    expiresAt: Date,
    endedAt: Date,
    reason: String,
  },
  { collection: 'mails', versionKey: false },
);
schema.index({ dueAt: 1 }, { name: 'due', partialFilterExpression: { status: 'due' } });
schema.index({ waitsFor: 1 }, { name: 'waiting', partialFilterExpression: { waitsFor: { $type: 'string' } } });
schema.index({ userId: 1 }, { name: 'of_user', partialFilterExpression: { sealedMail: { $type: 'string' } } });
schema.index(
  { performanceId: 1, kind: 1 },
  { name: 'of_performance', partialFilterExpression: { performanceId: { $exists: true } } },
);
schema.index({ orderId: 1 }, { name: 'of_order' });
schema.index({ status: 1 }, { name: 'status' });
schema.index({ createdAt: 1 }, { name: 'expire', expireAfterSeconds: keepSeconds });

export const mailsOf = (connection: Connection) => modelOf(connection, 'Mail', schema);
