import { type Connection, mongoDeletedUsers } from '@ticketing/common/mongo';
import { createManifestStore } from './manifest-store.ts';
import { createOrganiserStore } from './organiser-store.ts';
import { createPerformanceStore } from './performance-store.ts';
import { createPlaceStore } from './place-store.ts';
import { createRefundStore } from './refund-store.ts';
import { createScheduleStore } from './schedule-store.ts';
import { createVenueStore } from './venue-store.ts';

export const createStores = (connection: Connection) => ({
  places: createPlaceStore(connection),
  organisers: createOrganiserStore(connection),
  deletedUsers: mongoDeletedUsers(connection),
  venues: createVenueStore(connection),
  schedules: createScheduleStore(connection),
  performances: createPerformanceStore(connection),
  manifest: createManifestStore(connection),
  refunds: createRefundStore(connection),
});
