import { z } from 'zod';

/** A row that a service keeps about an order. Its fields are those of the database, without personal data and secrets. */
export interface RecordedRow {
  /** Table or collection. */
  kind: string;
  id: string;
  fields: Record<string, unknown>;
}

/** An event in an outbox, which keeps it for seven days. */
export interface WrittenEvent {
  eventId: string;
  topic: string;
  key: string;
  writtenAt: Date;
}

/** An event that waits for an earlier one of its stream. */
export interface ParkedRecord {
  eventId: string;
  topic: string;
  stream: string;
  version: number;
  parkedAt: Date;
}

/** An event in an inbox: the service has processed it. */
export interface ProcessedEvent {
  eventId: string;
  processedAt: Date;
}

/** What a service keeps about an order. */
export interface OrderRecords {
  /** The order's state here, in the words of the service. */
  state: string;
  rows: RecordedRow[];
  written: WrittenEvent[];
  parked: ParkedRecord[];
}

/** Which order, and what it is about as far as the sender knows: not every service finds it by the order's id. */
export interface RecordsOf {
  orderId: string;
  ticketId?: string | undefined;
  sagaId?: string | undefined;
}

export type ReadOrderRecords = (of: RecordsOf) => Promise<OrderRecords | null>;
export type FindProcessed = (eventIds: readonly string[]) => Promise<ProcessedEvent[]>;

const at = z.iso.datetime();

/** {@link OrderRecords} as they are sent. */
export const orderRecordsBody = z.object({
  state: z.string(),
  rows: z.array(z.object({ kind: z.string(), id: z.string(), fields: z.record(z.string(), z.unknown()) })),
  written: z.array(z.object({ eventId: z.string(), topic: z.string(), key: z.string(), writtenAt: at })),
  parked: z.array(
    z.object({ eventId: z.string(), topic: z.string(), stream: z.string(), version: z.int(), parkedAt: at }),
  ),
});

/** {@link ProcessedEvent}s as they are sent. */
export const processedBody = z.array(z.object({ eventId: z.string(), processedAt: at }));
