import type { Topic } from '@ticketing/contracts';
import type { TopicReader } from '../kafka/index.ts';
import type { Logger } from '../log/index.ts';
import { gaugesReadTogether, type Registry } from '../metrics/index.ts';
import { publishedIds, relayedIds } from './topic-contents.ts';

/** An outbox row whose event should be on its topic. */
export interface CheckedRow {
  eventId: string;
  topic: Topic;
  /** When it was written; the check goes by it. */
  at: Date;
  /** Whether it is still on its way by what its database knows. */
  isInFlight: boolean;
}

/** What a source's database keeps of the check. Instants are the database's. */
export interface OutboxCheckStore {
  /** Claims the next check for a replica. @returns null when another has claimed it meanwhile */
  claim(forMs: number): Promise<{ now: Date; cleanUntil: Date | null } | null>;
  /** When the oldest row was written; null when there is none. */
  oldestAt(): Promise<Date | null>;
  /** When the row was written with which there are so many; null when there are fewer in that time. */
  filledAt(after: Date, upTo: Date, rows: number): Promise<Date | null>;
  rowsBetween(after: Date, upTo: Date): Promise<CheckedRow[]>;
  /** @param restMs when the next check may be claimed */
  record(result: { cleanUntil: Date; missing: number; restMs: number }): Promise<void>;
  status(): Promise<{ cleanUntil: Date | null; missing: number }>;
}

export interface OutboxCheckOptions {
  store: OutboxCheckStore;
  openReader: () => Promise<TopicReader>;
  log: Logger;
  /** Rows younger than this may still be on their way, milliseconds. */
  settledAfterMs?: number;
  /** Rows that are compared at once; with them all of the same moment. */
  rowsAtOnce?: number;
}

const secondMs = 1_000;
/** How often a source is checked, milliseconds. */
export const checkEveryMs = 60 * secondMs;
/** The same for one with missing events: looking for them reads a day of its topics, and somebody has been told. */
const checkMissingEveryMs = 300 * secondMs;
/** So that the next run of the job finds its turn free. */
const restBefore = (everyMs: number) => everyMs - 5 * secondMs;
/** At most so much of the outbox at once, so that a little of it does not make a check read days of topics. */
const sliceMs = 15 * 60 * secondMs;
/** Some 10 MB of rows: a check needs no more, however much was written and for however long nobody checked. */
const mostRowsAtOnce = 50_000;
/** What is not where it is usually found is looked for in all that a day's wrong clock may have hidden. */
const dayMs = 24 * 60 * 60 * secondMs;

/**
 * Compares the outbox rows since the last clean check with what is on their topics. Costs nothing while nobody writes, and
 * reads every event once while all is well. The mark stays before what is missing until it is there.
 * @returns false when another replica checks, or checked a moment ago
 */
export const checkOutbox =
  ({ store, openReader, log, settledAfterMs = checkEveryMs, rowsAtOnce = mostRowsAtOnce }: OutboxCheckOptions) =>
  async (): Promise<boolean> => {
    const claim = await store.claim(restBefore(checkEveryMs));
    if (!claim) return false;
    const settledUntil = new Date(claim.now.getTime() - settledAfterMs);
    let after = claim.cleanUntil ?? (await beforeFirst(store, settledUntil));
    let reader: TopicReader | null = null;
    try {
      while (after < settledUntil) {
        const sliceEnd = new Date(Math.min(settledUntil.getTime(), after.getTime() + sliceMs));
        const upTo = (await store.filledAt(after, sliceEnd, rowsAtOnce)) ?? sliceEnd;
        const rows = await store.rowsBetween(after, upTo);
        if (rows.length > 0) reader ??= await openReader();
        const { missing, waiting } = reader ? await compare(reader, rows) : { missing: [], waiting: [] };
        const open = [...missing, ...waiting];
        const beforeOpen = open.reduce((first, { at }) => Math.min(first, at.getTime() - 1), upTo.getTime());
        const cleanUntil = new Date(Math.max(after.getTime(), beforeOpen));
        const restMs = restBefore(missing.length > 0 ? checkMissingEveryMs : checkEveryMs);
        await store.record({ cleanUntil, missing: missing.length, restMs });
        if (missing.length > 0) {
          const [{ topic, eventId } = {}] = missing;
          log.error(
            { missing: missing.length, topic, eventId },
            'outbox events are not on their topics; run reconcile',
          );
        }
        if (open.length > 0) break;
        after = upTo;
      }
    } finally {
      await reader?.close();
    }
    return true;
  };

/** Where a source that was never checked begins; an outbox that is empty is clean. */
const beforeFirst = async (store: OutboxCheckStore, settledUntil: Date): Promise<Date> =>
  new Date(((await store.oldestAt()) ?? settledUntil).getTime() - 1);

async function compare(
  reader: TopicReader,
  rows: CheckedRow[],
): Promise<{ missing: CheckedRow[]; waiting: CheckedRow[] }> {
  const settled = rows.filter(({ isInFlight }) => !isInFlight);
  const waiting = rows.filter(({ isInFlight }) => isInFlight);
  if (settled.length === 0) return { missing: [], waiting };
  const first = settled.reduce((earliest, { at }) => Math.min(earliest, at.getTime()), Number.POSITIVE_INFINITY);
  const last = settled.reduce((latest, { at }) => Math.max(latest, at.getTime()), 0);
  const usually = { sinceMs: first - 60 * secondMs, untilMs: last + 300 * secondMs };
  const usual = await publishedIds(reader, topicsOf(settled), idsOf(settled), usually);
  const suspects = settled.filter(({ eventId }) => !usual.has(eventId));
  if (suspects.length === 0) return { missing: [], waiting };
  // Before the topics, so that what the relay publishes meanwhile is seen in one of the two.
  const wanted = idsOf(suspects);
  const relayed = await relayedIds(reader, topicsOf(suspects), wanted);
  const published = await publishedIds(reader, topicsOf(suspects), wanted, { sinceMs: first - dayMs });
  const absent = suspects.filter(({ eventId }) => !published.has(eventId) && !relayed.dead.has(eventId));
  return {
    missing: absent.filter(({ eventId }) => !relayed.waiting.has(eventId)),
    waiting: [...waiting, ...absent.filter(({ eventId }) => relayed.waiting.has(eventId))],
  };
}

const idsOf = (rows: CheckedRow[]): Set<string> => new Set(rows.map(({ eventId }) => eventId));
const topicsOf = (rows: CheckedRow[]): Topic[] => [...new Set(rows.map(({ topic }) => topic))];

/** Every replica shows what the last check of any of them found. */
export function watchOutboxCheck(metrics: Registry, store: OutboxCheckStore): void {
  const help = {
    outbox_missing_events: 'Events that left the outbox and are not on their topic; reconcile sends them again',
    outbox_verified_age_seconds: 'Up to how long ago everything that left the outbox is known to be on its topic',
  };
  gaugesReadTogether(metrics, help, async () => {
    const { cleanUntil, missing } = await store.status();
    return {
      outbox_missing_events: missing,
      outbox_verified_age_seconds: cleanUntil ? (Date.now() - cleanUntil.getTime()) / 1000 : Number.NaN,
    };
  });
}
