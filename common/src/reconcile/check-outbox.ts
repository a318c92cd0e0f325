import type { Topic } from '@ticketing/contracts';
import type { TopicReader } from '../kafka/index.ts';
import type { Logger } from '../log/index.ts';
import { type Registry, registerGaugeGroup } from '../metrics/index.ts';
import { publishedIds, relayedIds } from './topic-contents.ts';

/** An outbox row whose event should be on its topic. */
export interface CheckedRow {
  eventId: string;
  topic: Topic;
  /** When the row was written; the check proceeds by this time. */
  at: Date;
  /** Whether its database shows it as still in flight. */
  isInFlight: boolean;
}

/** Stores the state of the check in the source's database. Times are the database's. */
export interface OutboxCheckStore {
  /** Claims the next check for a replica. @returns null when another replica has claimed it */
  claim(forMs: number): Promise<{ now: Date; cleanUntil: Date | null } | null>;
  /** Returns when the oldest row was written; null when there is none. */
  oldestAt(): Promise<Date | null>;
  /** Returns when the n-th row of an interval was written; null when it has fewer rows. */
  timeOfNthRow(after: Date, upTo: Date, n: number): Promise<Date | null>;
  rowsBetween(after: Date, upTo: Date): Promise<CheckedRow[]>;
  /** @param nextCheckInMs when the next check may be claimed */
  record(result: { cleanUntil: Date; missing: number; nextCheckInMs: number }): Promise<void>;
  status(): Promise<{ cleanUntil: Date | null; missing: number }>;
}

export interface OutboxCheckOptions {
  store: OutboxCheckStore;
  openReader: () => Promise<TopicReader>;
  log: Logger;
  /** Rows younger than this may still be in flight, milliseconds. */
  settledAfterMs?: number;
  /** Rows compared at once; rows with the same timestamp stay together. */
  rowsPerSlice?: number;
}

const secondMs = 1_000;
/** Interval between checks, milliseconds. */
export const checkEveryMs = 60 * secondMs;
/** Interval while events are missing: searching for them reads a day of topics, and an alert has already fired. */
const checkMissingEveryMs = 300 * secondMs;
/** Slightly shorter than the interval, so that the job's next run can claim its turn. */
const claimMs = (everyMs: number) => everyMs - 5 * secondMs;
/** Maximum time span per slice, so that a few rows don't make a check read days of topics. */
const sliceMs = 15 * 60 * secondMs;
/** About 10 MB of rows: bounds the memory of a check, whatever the backlog. */
const maxRowsPerSlice = 50_000;
/** Events outside the usual range are searched for in the range that a clock off by a day could hide. */
const dayMs = 24 * 60 * 60 * secondMs;

/**
 * Creates the check that compares outbox rows since the last clean check with their topics. It costs nothing without
 * writes and reads every event once while nothing is missing. The mark does not pass a missing event until it is
 * published.
 * @returns false when another replica is checking or has just checked
 */
export const checkOutbox =
  ({ store, openReader, log, settledAfterMs = checkEveryMs, rowsPerSlice = maxRowsPerSlice }: OutboxCheckOptions) =>
  async (): Promise<boolean> => {
    const claim = await store.claim(claimMs(checkEveryMs));
    if (!claim) return false;
    const settledUntil = new Date(claim.now.getTime() - settledAfterMs);
    let after = claim.cleanUntil ?? (await startOfHistory(store, settledUntil));
    let reader: TopicReader | null = null;
    try {
      while (after < settledUntil) {
        const sliceEnd = new Date(Math.min(settledUntil.getTime(), after.getTime() + sliceMs));
        const upTo = (await store.timeOfNthRow(after, sliceEnd, rowsPerSlice)) ?? sliceEnd;
        const rows = await store.rowsBetween(after, upTo);
        if (rows.length > 0) reader ??= await openReader();
        const { missing, waiting } = reader ? await compare(reader, rows) : { missing: [], waiting: [] };
        const open = [...missing, ...waiting];
        const beforeOpen = open.reduce((first, { at }) => Math.min(first, at.getTime() - 1), upTo.getTime());
        const cleanUntil = new Date(Math.max(after.getTime(), beforeOpen));
        const nextCheckInMs = claimMs(missing.length > 0 ? checkMissingEveryMs : checkEveryMs);
        await store.record({ cleanUntil, missing: missing.length, nextCheckInMs });
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

/** Returns where the first check of a source starts; an empty outbox is clean. */
const startOfHistory = async (store: OutboxCheckStore, settledUntil: Date): Promise<Date> =>
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
  // Read before the topics, so that an event relayed meanwhile is seen in one of the two.
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

/**
 * Exports the result of the last check; every replica reports the same.
 * @param labels of the outbox, if the program has several
 */
export function watchOutboxCheck(metrics: Registry, store: OutboxCheckStore, labels?: Record<string, string>): void {
  const help = {
    outbox_missing_events: 'Events that left the outbox but are not on their topic; reconcile republishes them',
    outbox_verified_age_seconds:
      'Age of the point up to which every event that left the outbox is verified to be on its topic',
  };
  const read = async () => {
    const { cleanUntil, missing } = await store.status();
    return {
      outbox_missing_events: missing,
      outbox_verified_age_seconds: cleanUntil ? (Date.now() - cleanUntil.getTime()) / 1000 : Number.NaN,
    };
  };
  registerGaugeGroup(metrics, help, read, labels);
}
