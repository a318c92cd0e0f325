import { type Cursor, objectIdPattern } from '@ticketing/common/http';
import { appendToOutbox, type ClientSession, type Connection, inBatches, outboxOf } from '@ticketing/common/mongo';
import { conditionsOf } from '@ticketing/common/search';
import { type Model, type QueryFilter, Types } from 'mongoose';
import type { FareClass } from '../domain/fare-class.ts';
import type { Performance, PerformanceKind, PerformanceStatus } from '../domain/performance.ts';
import { publishedEvent, updatedEvent } from '../domain/performance-events.ts';
import type { SeatMap } from '../domain/seat-map.ts';
import {
  derivedFields,
  type PerformanceDocument,
  performanceModel,
  toPerformance,
  withoutDerived,
} from './performance-document.ts';

export interface SearchOptions {
  kind?: PerformanceKind | undefined;
  /** Words to find in title, venue and places. */
  words?: string | undefined;
  /** Where it takes place, or begins. */
  placeId?: string | undefined;
  originId?: string | undefined;
  destinationId?: string | undefined;
  /** Only departures that have it. */
  fareClass?: FareClass | undefined;
  startsFrom?: Date | undefined;
  startsBefore?: Date | undefined;
  limit: number;
  /** Only performances after this position. */
  after?: Cursor | undefined;
}

export interface OwnPerformancesOptions {
  organiserIds: readonly string[];
  limit: number;
  after?: Cursor | undefined;
}

const afterCursor = (field: 'startsAt' | 'createdAt', next: '$gt' | '$lt', { value, id }: Cursor) => {
  const at = new Date(value);
  return { $or: [{ [field]: { [next]: at } }, { [field]: at, _id: { [next]: new Types.ObjectId(id) } }] };
};

function filterOf(options: SearchOptions, now: Date): QueryFilter<PerformanceDocument> {
  const { kind, words, placeId, originId, destinationId, fareClass, startsFrom, startsBefore, after } = options;
  // Journeys are departures, which their indexes have to know.
  const onlyDepartures = [originId, destinationId, fareClass].some((given) => given !== undefined);
  const isAfterStart = startsFrom && startsFrom > now ? { $gte: startsFrom } : { $gt: now };
  return {
    isListed: true,
    startsAt: { ...isAfterStart, ...(startsBefore && { $lt: startsBefore }) },
    ...(placeId && { placeId }),
    ...(originId && { 'origin.id': originId }),
    ...(destinationId && { 'destination.id': destinationId }),
    ...(fareClass && { fareClasses: fareClass }),
    $and: [
      ...(kind ? [{ kind }] : []),
      ...(onlyDepartures ? [{ kind: 'departure' as const }] : []),
      ...conditionsOf(words ?? ''),
      ...(after ? [afterCursor('startsAt', '$gt', after)] : []),
      {},
    ],
  };
}

/** Returns the event of a performance's version, with its outbox position. @param seatMap the published one */
export function eventOf(performance: Performance, version: number, seatMap: SeatMap | null) {
  const aggregateId = `performance:${performance.id}`;
  if (version > 0) {
    const event = updatedEvent(performance, version);
    return { topic: 'catalog.performance.updated.v1' as const, event, aggregateId, sequence: version };
  }
  if (!seatMap) throw new Error('a published performance has a seat map');
  const event = publishedEvent(performance, seatMap);
  return { topic: 'catalog.performance.published.v1' as const, event, aggregateId, sequence: 0 };
}

/** Returns the status of those that exist. */
const findStatuses =
  (performances: Model<PerformanceDocument>) =>
  async (session: ClientSession, ids: readonly string[]): Promise<Map<string, PerformanceStatus>> => {
    const known = { _id: { $in: ids.filter((id) => objectIdPattern.test(id)) } };
    const found = await performances.find(known, { status: 1 }, { session }).lean();
    return new Map(found.map(({ _id, status }) => [_id.toHexString(), status]));
  };

/** Makes concurrent changes of a performance conflict with this transaction, which depends on its times. */
const markCrewed =
  (performances: Model<PerformanceDocument>) =>
  async (session: ClientSession, id: string): Promise<void> => {
    await performances.updateOne({ _id: new Types.ObjectId(id) }, { $set: { crewedAt: new Date() } }, { session });
  };

/** Yields all published performances in batches. */
const allPublished = (performances: Model<PerformanceDocument>) => (): AsyncIterable<Performance[]> =>
  inBatches(
    performances
      .find({ version: { $ne: null } }, withoutDerived)
      .sort({ _id: 1 })
      .lean()
      .cursor(),
    toPerformance,
    20,
  );

export function createPerformanceStore(connection: Connection) {
  const performances = performanceModel(connection);
  const outbox = outboxOf(connection);
  return {
    insert,

    /** Inserts a performance that is on sale at once, and its first event. */
    async insertPublished(
      session: ClientSession,
      performance: Performance & { version: number },
      seatMap: SeatMap | null,
    ): Promise<void> {
      await insert(session, performance);
      await appendToOutbox(outbox, session, eventOf(performance, performance.version, seatMap));
    },

    async findById(id: string, session: ClientSession | null = null): Promise<Performance | null> {
      const found = await performances.findById(id, withoutDerived).session(session).lean();
      return found && toPerformance(found);
    },

    findStatuses: findStatuses(performances),

    markCrewed: markCrewed(performances),

    /** Saves a changed draft. Concurrent changes conflict and are retried. */
    saveDraft: (session: ClientSession, performance: Performance) => save(session, performance),

    /** Saves a performance with its next version, and its event. @param seatMap for the first version */
    async saveVersion(
      session: ClientSession,
      performance: Performance & { version: number },
      seatMap: SeatMap | null,
    ): Promise<Performance> {
      const saved = await save(session, performance);
      await appendToOutbox(outbox, session, eventOf(saved, performance.version, seatMap));
      return saved;
    },

    /** Finds published performances that have not started, soonest first. */
    async search(options: SearchOptions): Promise<Performance[]> {
      const found = await performances
        .find(filterOf(options, new Date()), withoutDerived)
        .sort({ startsAt: 1, _id: 1 })
        .limit(options.limit)
        .lean();
      return found.map(toPerformance);
    },

    /** Returns the performances of some organisers in every state, newest first. */
    async findByOrganisers({ organiserIds, limit, after }: OwnPerformancesOptions): Promise<Performance[]> {
      const found = await performances
        .find(
          { organiserId: { $in: [...organiserIds] }, ...(after && afterCursor('createdAt', '$lt', after)) },
          withoutDerived,
        )
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit)
        .lean();
      return found.map(toPerformance);
    },

    allPublished: allPublished(performances),
  };

  async function insert(session: ClientSession, performance: Performance): Promise<void> {
    const { id, ...rest } = performance;
    const document = { ...rest, ...derivedFields(performance), _id: new Types.ObjectId(id) };
    await performances.create([document], { session });
  }

  async function save(session: ClientSession, performance: Performance): Promise<Performance> {
    const saved = { ...performance, updatedAt: new Date() };
    const { id, ...changed } = saved;
    await performances.updateOne(
      { _id: new Types.ObjectId(id) },
      { $set: { ...changed, ...derivedFields(saved) } },
      { session },
    );
    return saved;
  }
}

export type PerformanceStore = ReturnType<typeof createPerformanceStore>;
