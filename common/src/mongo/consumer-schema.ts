import { Schema } from 'mongoose';
import type { ParkedEvent } from '../consuming/consumer-store.ts';

const keepInboxSeconds = 14 * 24 * 60 * 60;

export interface InboxEntry {
  /** Event id. */
  _id: string;
  topic: string;
  processedAt: Date;
}
export const inboxSchema = new Schema<InboxEntry>(
  { _id: String, topic: String, processedAt: Date },
  { collection: 'inbox', versionKey: false },
);
inboxSchema.index({ processedAt: 1 }, { name: 'expire_processed', expireAfterSeconds: keepInboxSeconds });

export interface StreamEntry {
  /** Stream, e.g. `order:4711`. */
  _id: string;
  /** Last applied version; −1 before the first. */
  version: number;
  /** How many events have been parked in this stream; absent for none. */
  parkings?: number;
}
export const streamSchema = new Schema<StreamEntry>(
  { _id: String, version: Number, parkings: Number },
  { collection: 'streams', versionKey: false },
);

export interface ParkedEntry extends ParkedEvent {
  parkedAt: Date;
}
export const parkedSchema = new Schema<ParkedEntry>(
  {
    stream: String,
    version: Number,
    topic: String,
    eventId: String,
    event: {},
    key: Buffer,
    value: Buffer,
    headers: {},
    traceparent: String,
    parkedAt: Date,
  },
  { collection: 'parked', versionKey: false, minimize: false },
);
parkedSchema.index({ stream: 1, version: 1 }, { name: 'stream_version', unique: true });
parkedSchema.index({ parkedAt: 1 }, { name: 'by_age' });

export interface HandlingEntry {
  /** Topic, partition and offset of the message. */
  _id: string;
  begun: number;
  begunAt: Date;
}
export const handlingSchema = new Schema<HandlingEntry>(
  { _id: String, begun: Number, begunAt: Date },
  { collection: 'handling', versionKey: false },
);
