import { type Connection, mongoDeletedUsers } from '@ticketing/common/mongo';
import { createCrewStore } from './crew-store.ts';
import { createManifestStore } from './manifest-store.ts';
import { createOrganiserStore } from './organiser-store.ts';
import { createPerformanceStore } from './performance-store.ts';
import { createPlaceStore } from './place-store.ts';
import { createPlacesCopy } from './places-copy.ts';
import { createRefundStore } from './refund-store.ts';
import { createScheduleStore } from './schedule-store.ts';
import { createVenueStore } from './venue-store.ts';

export function createStores(connection: Connection) {
  const places = createPlaceStore(connection);
  return {
    places,
    placesCopy: createPlacesCopy(places.readAll),
    organisers: createOrganiserStore(connection),
    deletedUsers: mongoDeletedUsers(connection),
    venues: createVenueStore(connection),
    schedules: createScheduleStore(connection),
    performances: createPerformanceStore(connection),
    manifest: createManifestStore(connection),
    crew: createCrewStore(connection),
    refunds: createRefundStore(connection),
  };
}
