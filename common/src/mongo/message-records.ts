import type { FindProcessed, ParkedRecord, WrittenEvent } from '../operations/index.ts';
import type { Connection } from './connection.ts';
import { inboxSchema, parkedSchema } from './consumer-schema.ts';
import { collectionOf, modelOf } from './model-of.ts';
import { type OutboxRow, outboxOf } from './outbox.ts';

/** An event with its value, for a service that must look at it. */
export type WrittenRow = WrittenEvent & Pick<OutboxRow, 'payload'>;

/** Reads what operators look at: outbox, parked events and inbox. */
export interface MessageRecords {
  /** Returns the events of these aggregates, oldest first. */
  written(aggregateIds: readonly string[]): Promise<WrittenRow[]>;
  /** Returns the events parked in these streams. */
  parked(streams: readonly string[]): Promise<ParkedRecord[]>;
  findProcessed: FindProcessed;
}

export function mongoMessageRecords(connection: Connection): MessageRecords {
  const outbox = collectionOf(connection, outboxOf(connection).log);
  const inbox = collectionOf(connection, modelOf(connection, 'Inbox', inboxSchema));
  const parkedEvents = collectionOf(connection, modelOf(connection, 'Parked', parkedSchema));
  return {
    async written(aggregateIds) {
      const found = await outbox
        .find({ aggregateId: { $in: [...aggregateIds] } })
        .sort({ createdAt: 1, sequence: 1 })
        .toArray();
      return found.map(({ _id: eventId, topic, key, createdAt: writtenAt, payload }) => ({
        ...{ eventId, topic, key, writtenAt, payload },
      }));
    },

    async parked(streams) {
      const found = await parkedEvents
        .find({ stream: { $in: [...streams] } })
        .sort({ version: 1 })
        .toArray();
      return found.map(({ eventId, topic, stream, version, parkedAt }) => ({
        ...{ eventId, topic, stream, version, parkedAt },
      }));
    },

    async findProcessed(eventIds) {
      const found = await inbox.find({ _id: { $in: [...eventIds] } }).toArray();
      return found.map(({ _id: eventId, processedAt }) => ({ eventId, processedAt }));
    },
  };
}

/** Returns an event without its value. */
export const withoutPayload = ({ payload: _, ...event }: WrittenRow): WrittenEvent => event;
