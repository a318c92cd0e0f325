import type { Counters } from '@ticketing/common/mongo';
import {
  assertMayList,
  assertMayUpload,
  listingWindowMs,
  maxOfNewSeller,
  pictureLimits,
} from '../domain/listing-limits.ts';
import type { TicketStore } from '../store/ticket-store.ts';

export interface SellerLimitDeps {
  tickets: TicketStore;
  counters: Counters;
  /** Maximum number of listings per seller and hour; a seller without a sale gets a share of it. */
  maxListingsPerHour: number;
}

/**
 * Counts a listing before it is stored, so that concurrent ones count each other.
 * @throws DomainError too_many_listings
 */
export const countListing =
  ({ tickets, counters, maxListingsPerHour: max }: SellerLimitDeps) =>
  async (sellerId: string): Promise<void> => {
    const used = await counters.add(['listings', sellerId], listingWindowMs);
    // Most sellers stay below the smaller limit, so that nobody has to look for their sales.
    const hasSold = used.count > maxOfNewSeller(max) && (await tickets.hasSold(sellerId));
    assertMayList(used, max, hasSold);
  };

/**
 * Counts an upload before it is rendered.
 * @throws DomainError too_many_pictures
 */
export const countUpload =
  ({ counters }: SellerLimitDeps) =>
  async (sellerId: string, bytes: number): Promise<void> => {
    for (const [limit, by] of [['uploads', 1] as const, ['bytes', bytes] as const])
      assertMayUpload(limit, await counters.add(['pictures', limit, sellerId], pictureLimits[limit].windowMs, by));
  };
