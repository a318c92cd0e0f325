import { type EventByTopic, keyOf, type Topic } from '@ticketing/contracts';
import type { Codec, TopicReader } from '../kafka/index.ts';
import { identityOf, rebuiltEventId } from './event-identity.ts';
import { readContents } from './topic-contents.ts';

/** An outbox row by whose source its event was published. */
export interface PublishedRow {
  eventId: string;
  topic: Topic;
  key: string;
}

/** An event that must have been published, because a business row says so, with what is known of its content today. */
export interface ExpectedEvent {
  topic: Topic;
  event: EventByTopic[Topic];
  /** Whose events keep their order, as the service names it: `ticket:65f…`. */
  aggregateId: string;
  /** The content was overwritten since: it is that of a later version. */
  isSubstitute?: boolean;
}

/** One that is nowhere, ready to be written into the outbox. */
export interface RebuiltEvent extends ExpectedEvent {
  eventId: string;
  key: string;
}

/** What differs between sources. Batches are small enough to be held in memory. */
export interface ReconcileSource {
  name: string;
  topics: Topic[];
  /** Rows that were published before this moment. Called before the topics are read. */
  publishedRows(): Promise<AsyncIterable<PublishedRow[]>>;
  /** What the business rows say. */
  expectedEvents(): AsyncIterable<ExpectedEvent[]>;
  /** Of these events, the identities of those that have an outbox row, in whatever state. */
  inOutbox(events: ExpectedEvent[]): Promise<Set<string>>;
  /** Has rows published again, under their own event ids. Idempotent. */
  publishAgain(rows: PublishedRow[]): Promise<void>;
  /** Writes rebuilt events into the outbox. Idempotent by event id. */
  append(events: RebuiltEvent[]): Promise<void>;
}

export interface EventName {
  topic: Topic;
  key: string;
  eventId: string;
}

export interface ReconcileReport {
  source: string;
  isDryRun: boolean;
  /** Outbox rows that were compared with their topics, and how many were not there. */
  rows: { checked: number; missing: number };
  /** Events that business rows ask for, and how many were neither on a topic nor in the outbox. */
  events: { checked: number; missing: number; substituted: number };
  /** The first ones that were missing. */
  examples: EventName[];
}

export interface ReconcileOptions {
  source: ReconcileSource;
  reader: TopicReader;
  codec: Codec;
  /** Only says what it would do. */
  isDryRun: boolean;
}

const examplesShown = 20;

/**
 * Compares business rows, outbox and topics, and has published again what is missing. May run at any time, beside
 * everything: consumers drop what they know. A second run finds nothing once the relay has published what the first sent.
 */
export async function reconcile({ source, reader, codec, isDryRun }: ReconcileOptions): Promise<ReconcileReport> {
  const report: ReconcileReport = {
    source: source.name,
    isDryRun,
    rows: { checked: 0, missing: 0 },
    events: { checked: 0, missing: 0, substituted: 0 },
    examples: [],
  };
  const show = (events: EventName[]) => {
    for (const { topic, key, eventId } of events.slice(0, examplesShown - report.examples.length))
      report.examples.push({ topic, key, eventId });
  };

  const published = await source.publishedRows();
  const known = await readContents(reader, codec, source.topics);
  for await (const rows of published) {
    const missing = rows.filter(({ eventId }) => !known.eventIds.has(eventId));
    report.rows.checked += rows.length;
    report.rows.missing += missing.length;
    show(missing);
    if (!isDryRun && missing.length > 0) await source.publishAgain(missing);
  }
  for await (const expected of source.expectedEvents()) {
    report.events.checked += expected.length;
    const unpublished = expected.filter(({ topic, event }) => !known.identities.has(identityOf(topic, event)));
    if (unpublished.length === 0) continue;
    // What was written after the topics were read is in the outbox.
    const written = await source.inOutbox(unpublished);
    const missing = unpublished.filter(({ topic, event }) => !written.has(identityOf(topic, event))).map(rebuilt);
    report.events.missing += missing.length;
    report.events.substituted += missing.filter(({ isSubstitute }) => isSubstitute).length;
    show(missing);
    if (!isDryRun && missing.length > 0) await source.append(missing);
  }
  return report;
}

const rebuilt = (expected: ExpectedEvent): RebuiltEvent => {
  const { topic, event } = expected;
  return { ...expected, eventId: rebuiltEventId(identityOf(topic, event)), key: keyOf(topic, event) };
};
