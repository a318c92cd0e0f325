import { newEffect, type SignedIds } from '@ticketing/common/effects';
import { DomainError } from '@ticketing/common/errors';
import { inTransaction } from '@ticketing/common/postgres';
import { canPass } from '../domain/waiting.ts';
import type { Database, Tx } from '../store/database.ts';
import { announceWithin } from '../store/live-orders.ts';
import type { SeatView, SeatViews } from '../store/seat-views.ts';
import {
  endOffers,
  listEntries,
  lockWaitingList,
  performancesToOffer,
  recordOffer,
  type WaitingEntry,
} from '../store/waiting-store.ts';
import { type Seating, seatingWithin, seatParty } from './seat-party.ts';

export interface OfferDeps extends Pick<Seating, 'limits'> {
  database: Database;
  seatViews: Pick<SeatViews, 'readWithin'>;
  signedIds: Pick<SignedIds, 'uuidOf'>;
  /** How long an offer holds its places, seconds. */
  offerSeconds: number;
}

/** Limits of one transaction, so that it ends in less than a second. */
const maxEntries = 500;
const maxOffers = 50;

/**
 * Offers free places to waiting lists, first come first: a party that fits gets an order, which it pays or which expires and
 * passes on. One that does not fit keeps its place. Afterwards, everybody can reserve what is left.
 * @returns the number of offers
 */
export const offerPlaces =
  (deps: OfferDeps) =>
  async (scope: 'freed' | 'all'): Promise<number> => {
    let offers = 0;
    for (const performanceId of await performancesToOffer(deps.database, scope))
      offers += await inTransaction(deps.database, (tx) => offerWithin(deps, tx, performanceId));
    return offers;
  };

async function offerWithin(deps: OfferDeps, tx: Tx, performanceId: string): Promise<number> {
  if (!(await lockWaitingList(tx, performanceId))) return 0;
  const offer = offerer(deps, tx, performanceId);
  /** What was refused once is refused again: others with the same wish need not be tried. */
  const refused = new Set<string>();
  let offers = 0;
  for (const entry of await listEntries(tx, performanceId, maxEntries)) {
    const wish = JSON.stringify(entry.wish);
    if (refused.has(wish)) continue;
    const result = await offer(entry);
    if (result === 'no_places') refused.add(wish);
    if (result === 'offered') offers += 1;
    if (offers === maxOffers) return offers;
  }
  await endOffers(tx, performanceId);
  return offers;
}

type OfferResult = 'offered' | 'no_places' | 'not_allowed';

/** Makes offers in one transaction, which reads what is free again only after it has taken some of it. */
function offerer(
  { limits, seatViews, signedIds, offerSeconds: ttlSeconds }: OfferDeps,
  tx: Tx,
  performanceId: string,
): (entry: WaitingEntry) => Promise<OfferResult> {
  let view: Promise<SeatView | null> | null = null;
  const fresh = seatingWithin(tx, { limits, seatViews, ttlSeconds }, performanceId);
  const seating: Seating = {
    ...fresh,
    readView() {
      view ??= fresh.readView();
      return view;
    },
    insert(party) {
      view = null;
      return fresh.insert(party);
    },
  };
  return async ({ id, userId, subscriber, isVerified: isEmailVerified, wish }) => {
    const orderId = signedIds.uuidOf(newEffect());
    try {
      await seatParty(seating, { orderId, userId, subscriber, isEmailVerified, wish, sagaId: null, isOffer: true });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return canPass(error) ? 'no_places' : 'not_allowed';
    }
    await recordOffer(tx, id, orderId);
    await announceWithin(tx, [{ orderId, userId }]);
    return 'offered';
  };
}
