import type { FindProcessed, ParkedRecord, WrittenEvent } from '../operations/index.ts';
import type { Queryable } from './database.ts';

/** Reads what operators look at: outbox, parked events and inbox. */
export interface MessageRecords {
  /**
   * Returns the events with these keys, oldest first.
   * @param since when their subject was created; bounds the rows to read, because the outbox has an index by age alone
   */
  written(keys: readonly string[], since: Date): Promise<WrittenEvent[]>;
  /** Returns the events parked in these streams. */
  parked(streams: readonly string[]): Promise<ParkedRecord[]>;
  findProcessed: FindProcessed;
}

/** A row's time is the beginning of its transaction, which may be earlier than that of the row it is about. Milliseconds. */
const longestTransactionMs = 60_000;
const beginningOf = (createdAt: Date): Date => new Date(createdAt.getTime() - longestTransactionMs);

export const postgresMessageRecords = (database: Queryable): MessageRecords => ({
  written: (keys, since) => database.$queryRaw`
    SELECT id::text AS "eventId", topic, key, created_at AS "writtenAt" FROM outbox
    WHERE created_at >= ${beginningOf(since)} AND key = ANY(${[...keys]}::text[]) ORDER BY created_at, written_at_lsn`,

  parked: (streams) => database.$queryRaw`
    SELECT event_id AS "eventId", topic, stream, version, parked_at AS "parkedAt" FROM parked
    WHERE stream = ANY(${[...streams]}::text[]) ORDER BY version`,

  findProcessed: (eventIds) => database.$queryRaw`
    SELECT event_id AS "eventId", processed_at AS "processedAt" FROM inbox
    WHERE event_id = ANY(${[...eventIds]}::text[])`,
});
