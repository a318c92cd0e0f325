import type { Connection } from '@ticketing/common/mongo';
import { createDeletedUserStore } from './deleted-user-store.ts';
import { createOrganiserStore } from './organiser-store.ts';
import { createPerformanceStore } from './performance-store.ts';
import { createPlaceStore } from './place-store.ts';
import { createScheduleStore } from './schedule-store.ts';
import { createVenueStore } from './venue-store.ts';

export const createStores = (connection: Connection) => ({
  places: createPlaceStore(connection),
  organisers: createOrganiserStore(connection),
  deletedUsers: createDeletedUserStore(connection),
  venues: createVenueStore(connection),
  schedules: createScheduleStore(connection),
  performances: createPerformanceStore(connection),
});
