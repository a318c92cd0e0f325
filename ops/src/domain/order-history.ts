import { isTopic, type Service, topics } from '@ticketing/contracts';

/** An event on its topic. */
export interface PublishedEvent {
  eventId: string | null;
  topic: string;
  /** When it was published. */
  at: string;
}

/** An event in an outbox. */
export interface WrittenEvent {
  eventId: string;
  topic: string;
  /** When its change was committed. */
  writtenAt: Date;
}

/** One event of an order: on its topic, in an outbox, or both. */
export interface HistoryEntry<Published, Written> {
  eventId: string | null;
  topic: string;
  /** When it happened: when it was written, or else published. */
  at: Date;
  published: Published | null;
  written: Written | null;
}

/** Joins what topics and outboxes have of an order, in order of time. */
export function historyOf<Published extends PublishedEvent, Written extends WrittenEvent>(
  published: readonly Published[],
  written: readonly Written[],
): HistoryEntry<Published, Written>[] {
  const rows = new Map(written.map((event) => [event.eventId, event]));
  const onTopics = published.map((event): HistoryEntry<Published, Written> => {
    const row = (event.eventId !== null && rows.get(event.eventId)) || null;
    const { eventId, topic, at } = event;
    return { eventId, topic, at: row?.writtenAt ?? new Date(at), published: event, written: row };
  });
  const known = new Set(published.map(({ eventId }) => eventId));
  const waiting = written
    .filter(({ eventId }) => !known.has(eventId))
    .map((row): HistoryEntry<Published, Written> => {
      const { eventId, topic, writtenAt } = row;
      return { eventId, topic, at: writtenAt, published: null, written: row };
    });
  return [...onTopics, ...waiting].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Timers are named after their order, so expiration needs no inbox. */
const withoutInbox: readonly Service[] = ['expiration'];
/** How long services keep their inboxes: longer ago, nobody can tell. */
const inboxKeptForMs = 14 * 24 * 60 * 60 * 1000;

/**
 * Returns the services that consume an event and have not recorded it, as far as that is known.
 * @param value the decoded event
 * @param processedBy the services that have recorded it
 * @param asked the services whose inboxes were read
 */
export function awaitedServices(
  { topic, at }: PublishedEvent,
  value: unknown,
  { processedBy, asked, now }: { processedBy: readonly string[]; asked: readonly string[]; now: Date },
): Service[] {
  if (!isTopic(topic) || now.getTime() - Date.parse(at) > inboxKeptForMs) return [];
  const { consumers, successor } = topics[topic];
  // A group that reads both generations records the event of the second.
  const elsewhere = successor && isInSuccessor(value) ? topics[successor].consumers : [];
  return consumers.filter(
    (service) =>
      asked.includes(service) &&
      !withoutInbox.includes(service) &&
      !elsewhere.includes(service) &&
      !processedBy.includes(service),
  );
}

const isInSuccessor = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'isPublishedAsV2' in value && value.isPublishedAsV2 === true;
