import { type EventByTopic, keyOf, type Topic } from '@ticketing/contracts';
import type { Codec, TopicReader } from '../kafka/index.ts';
import { identityOf, rebuiltEventId } from './event-identity.ts';
import { readContents } from './topic-contents.ts';

/** An outbox row whose event was published, according to its database. */
export interface PublishedRow {
  eventId: string;
  topic: Topic;
  key: string;
}

/** An event that must exist because of a business row, with its content as known today. */
export interface ExpectedEvent {
  topic: Topic;
  event: EventByTopic[Topic];
  /** The aggregate whose events stay in order, as the service names it: `ticket:65f…`. */
  aggregateId: string;
  /** The original content was overwritten; this is the content of a later version. */
  isSubstitute?: boolean;
}

/** A missing event, ready to be appended to the outbox. */
export interface RebuiltEvent extends ExpectedEvent {
  eventId: string;
  key: string;
}

/** The source-specific part. Batches fit into memory. */
export interface ReconcileSource {
  name: string;
  topics: Topic[];
  /** Returns the rows published before this call. Called before the topics are read. */
  publishedRows(): Promise<AsyncIterable<PublishedRow[]>>;
  /** Yields the events that business rows imply. */
  expectedEvents(): AsyncIterable<ExpectedEvent[]>;
  /** Returns the identities of those events that have an outbox row in any state. */
  inOutbox(events: ExpectedEvent[]): Promise<Set<string>>;
  /** Requeues rows for publication under their original event ids. Idempotent. */
  republish(rows: PublishedRow[]): Promise<void>;
  /** Appends rebuilt events to the outbox. Idempotent by event id. */
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
  /** Outbox rows compared with their topics, and how many were missing there. */
  rows: { checked: number; missing: number };
  /** Events implied by business rows, and how many were neither on a topic nor in the outbox. */
  events: { checked: number; missing: number; substituted: number };
  /** The first missing events. */
  examples: EventName[];
}

export interface ReconcileOptions {
  source: ReconcileSource;
  reader: TopicReader;
  codec: Codec;
  /** Reports without repairing. */
  isDryRun: boolean;
}

const examplesShown = 20;

/**
 * Compares business rows, outbox and topics, and republishes missing events. Safe at any time, because consumers drop
 * duplicates. A second run finds nothing once the relay has published the first run's events.
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
    if (!isDryRun && missing.length > 0) await source.republish(missing);
  }
  for await (const expected of source.expectedEvents()) {
    report.events.checked += expected.length;
    const unpublished = expected.filter(({ topic, event }) => !known.identities.has(identityOf(topic, event)));
    if (unpublished.length === 0) continue;
    // Events written after the topics were read are in the outbox.
    const written = await source.inOutbox(unpublished);
    const missing = unpublished
      .filter(({ topic, event }) => !written.has(identityOf(topic, event)))
      .map(toRebuiltEvent);
    report.events.missing += missing.length;
    report.events.substituted += missing.filter(({ isSubstitute }) => isSubstitute).length;
    show(missing);
    if (!isDryRun && missing.length > 0) await source.append(missing);
  }
  return report;
}

const toRebuiltEvent = (expected: ExpectedEvent): RebuiltEvent => {
  const { topic, event } = expected;
  return { ...expected, eventId: rebuiltEventId(identityOf(topic, event)), key: keyOf(topic, event) };
};
