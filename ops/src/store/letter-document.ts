import { modelOf } from '@ticketing/common/mongo';
import { type Connection, type Model, Schema } from 'mongoose';
import type { Letter, LetterHead } from '../domain/letter.ts';

/** A stored letter, with fields that only the store needs. */
export interface LetterDocument extends Omit<Letter, 'id'> {
  _id: string;
  /** Searchable text, in lower case. */
  searchText: string;
  /** Replays that have claimed it; none claims it twice. */
  replayIds: string[];
  /** Resends that were dead-lettered; their count is `failedAgain`. */
  failedResendIds: string[];
  /** When it is removed; null while unsettled. */
  expireAt: Date | null;
}

const header = { _id: false, name: String, value: Buffer };
const schema = new Schema<LetterDocument>(
  {
    _id: String,
    group: String,
    topic: String,
    origin: { _id: false, topic: String, partition: Number, offset: String },
    eventId: String,
    key: Buffer,
    value: Buffer,
    headers: [header],
    schemaId: Number,
    error: { _id: false, code: String, class: String, message: String, stack: String },
    attempts: Number,
    firstFailedAt: Date,
    lastFailedAt: Date,
    content: {
      _id: false,
      format: { type: String },
      json: String,
      problem: String,
      position: { _id: false, type: { stream: String, version: Number } },
    },
    state: String,
    failedAgain: Number,
    lastResendId: String,
    discard: { _id: false, type: { by: String, at: Date, reason: String, skip: String } },
    places: [String],
    indexedAt: Date,
    searchText: String,
    replayIds: [String],
    failedResendIds: [String],
    expireAt: Date,
  },
  { collection: 'letters', versionKey: false, minimize: false },
);
schema.index({ firstFailedAt: -1, _id: -1 }, { name: 'newest_first' });
schema.index({ state: 1, group: 1, topic: 1, 'error.code': 1, firstFailedAt: 1 }, { name: 'by_state_and_cause' });
schema.index({ 'content.problem': 1, state: 1 }, { name: 'by_problem' });
schema.index({ expireAt: 1 }, { name: 'expire_settled', expireAfterSeconds: 0 });

export const letterModel = (connection: Connection): Model<LetterDocument> => modelOf(connection, 'Letter', schema);

/** A lean query returns the driver's Binary where the schema declares Buffer. */
export function bytesOf(value: Buffer | { buffer: Uint8Array } | null): Buffer | null {
  if (value === null || Buffer.isBuffer(value)) return value;
  return Buffer.from(value.buffer);
}

/** Fields excluded from lists. */
export const withoutBulk = { value: 0, searchText: 0, 'content.json': 0, 'error.stack': 0 } as const;

const bytes = (value: Buffer): Buffer => bytesOf(value) ?? Buffer.alloc(0);

export type HeadDocument = Omit<LetterDocument, 'value' | 'searchText' | 'content'> & Pick<LetterHead, 'content'>;

export function toHead({ _id, headers, key, ...rest }: HeadDocument): LetterHead {
  const { replayIds: _r, failedResendIds: _f, expireAt: _e, ...letter } = rest;
  return {
    ...letter,
    id: _id,
    key: bytesOf(key),
    headers: headers.map(({ name, value }) => ({ name, value: bytes(value) })),
  };
}

export function toLetter({ value, content, searchText: _, ...rest }: LetterDocument): Letter {
  return { ...toHead({ ...rest, content }), value: bytesOf(value), content };
}

/** Returns the searchable text of a letter. Bytes that are not text are omitted. */
export function searchTextOf(letter: Pick<Letter, 'key' | 'headers' | 'error' | 'eventId' | 'content' | 'id'>): string {
  const { key, headers, error, eventId, content, id } = letter;
  return [
    id,
    eventId,
    key?.toString(),
    error.code,
    error.class,
    error.message,
    content.json,
    ...headers.filter(({ name }) => !name.startsWith('dlq.')).map(({ name, value }) => `${name}=${value.toString()}`),
  ]
    .filter(Boolean)
    .join('\n')
    .toLowerCase()
    .slice(0, maxSearchText);
}

/** MongoDB limits documents to 16 MiB, Kafka messages to 1 MiB by default. Characters. */
const maxSearchText = 500_000;
