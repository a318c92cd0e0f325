import type { SignedIds } from '@ticketing/common/effects';
import type { Connection, Counters, DeletedUsers } from '@ticketing/common/mongo';
import type { CrewStore } from '../store/crew-store.ts';
import type { ManifestStore } from '../store/manifest-store.ts';
import type { OrganiserStore } from '../store/organiser-store.ts';
import type { PerformanceStore } from '../store/performance-store.ts';
import type { PlaceStore } from '../store/place-store.ts';
import type { PlacesCopy } from '../store/places-copy.ts';
import type { RefundStore } from '../store/refund-store.ts';
import type { ScheduleStore } from '../store/schedule-store.ts';
import type { VenueStore } from '../store/venue-store.ts';

export interface CatalogDeps {
  connection: Connection;
  places: PlaceStore;
  placesCopy: Pick<PlacesCopy, 'search'>;
  organisers: OrganiserStore;
  deletedUsers: DeletedUsers;
  venues: VenueStore;
  performances: PerformanceStore;
  schedules: ScheduleStore;
  crew: CrewStore;
  manifest: ManifestStore;
  refunds: RefundStore;
  counters: Counters;
  /** Other services tell by a performance's id that it exists before its event arrives. */
  signedIds: Pick<SignedIds, 'objectIdOf'>;
  /** REQUIRE_VERIFIED_EMAIL */
  requiresVerifiedEmail: boolean;
}
