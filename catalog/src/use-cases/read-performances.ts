import { notFound } from '@ticketing/common/errors';
import { type Page, readPage } from '@ticketing/common/http';
import { type Organiser, roleOf } from '../domain/organiser.ts';
import type { Performance } from '../domain/performance.ts';
import type { SeatMap } from '../domain/seat-map.ts';
import type { OwnPerformancesOptions, SearchOptions } from '../store/performance-store.ts';
import type { CatalogDeps } from './deps.ts';

type ReadDeps = Pick<CatalogDeps, 'performances' | 'organisers' | 'venues'>;

export interface PerformanceWithSeats {
  performance: Performance;
  organiser: Pick<Organiser, 'id' | 'name'>;
  /** Whether the reader is one of the organiser's members. */
  isMember: boolean;
  /** The published one; for a draft, the venue's newest. */
  seatMap: SeatMap | null;
}

/**
 * Reads a performance with its seats. A draft exists only for members.
 * @throws DomainError not_found
 */
export const readPerformance =
  ({ performances, organisers, venues }: ReadDeps) =>
  async ({
    performanceId,
    userId,
  }: {
    performanceId: string;
    userId: string | null;
  }): Promise<PerformanceWithSeats> => {
    const performance = await performances.findById(performanceId);
    const organiser = performance && (await organisers.findById(performance.organiserId));
    if (!performance || !organiser) throw notFound('Performance not found');
    const isMember = userId !== null && roleOf(organiser, userId) !== null;
    if (performance.status === 'draft' && !isMember) throw notFound('Performance not found');
    const venueId = performance.venue.id;
    const version = performance.seatMapVersion ?? (await venues.findById(venueId))?.seatMapVersion ?? 0;
    return { performance, organiser, isMember, seatMap: await venues.readSeatMap(venueId, version) };
  };

/** Reads a page of the published performances that have not started, soonest first. */
export const searchPerformances =
  ({ performances }: ReadDeps) =>
  (options: SearchOptions): Promise<Page<Performance>> =>
    readPage(options.limit, (limit) => performances.search({ ...options, limit }));

/** Reads a page of the performances of a person's organisers in every state, newest first. */
export const readOwnPerformances =
  ({ performances, organisers }: ReadDeps) =>
  async ({
    userId,
    ...options
  }: Omit<OwnPerformancesOptions, 'organiserIds'> & { userId: string }): Promise<Page<Performance>> => {
    const organiserIds = (await organisers.findByMember(userId)).map(({ id }) => id);
    return readPage(options.limit, (limit) => performances.findByOrganisers({ ...options, organiserIds, limit }));
  };
