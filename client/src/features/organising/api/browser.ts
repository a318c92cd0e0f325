import { change, idempotencyKey, read } from '@/api/browser.ts';
import type { ApiAnswer } from '@/api/call-api.ts';
import type {
  Cancellation,
  Crew,
  CrewMember,
  CrewMemberBody,
  CrewNeed,
  GivenSection,
  Organiser,
  Performance,
  PerformanceBody,
  PerformanceChange,
  Refund,
  RefundBody,
  Role,
  Venue,
  VenueBody,
  VenueWithSeats,
} from './schemas.ts';

const idIn = (id: string) => ({ path: { id } });

/** How far a cancelled performance is, for who cancelled it. */
export const readCancellation = (performanceId: string): Promise<ApiAnswer<Cancellation>> =>
  read((api) => api.GET('/api/bookings/cancellations/{performanceId}', { params: { path: { performanceId } } }));

/** The same key and body make one organiser, however often they are sent. */
export const createOrganiser = (name: string, key: string): Promise<ApiAnswer<Organiser>> =>
  change((api) => api.POST('/api/organisers', { params: idempotencyKey(key), body: { name } }));

export const setMember = (organiserId: string, userId: string, role: Role): Promise<ApiAnswer<Organiser>> =>
  change((api) =>
    api.PUT('/api/organisers/{id}/members/{userId}', {
      params: { path: { id: organiserId, userId } },
      body: { role },
    }),
  );

export const removeMember = (organiserId: string, userId: string): Promise<ApiAnswer<unknown>> =>
  change((api) =>
    api.DELETE('/api/organisers/{id}/members/{userId}', { params: { path: { id: organiserId, userId } } }),
  );

/** The same key and body make one venue, however often they are sent. */
export const createVenue = (body: VenueBody, key: string): Promise<ApiAnswer<Venue>> =>
  change((api) => api.POST('/api/venues', { params: idempotencyKey(key), body }));

export const replaceSeatMap = (venueId: string, sections: GivenSection[]): Promise<ApiAnswer<unknown>> =>
  change((api) => api.PUT('/api/venues/{id}/seat-map', { params: idIn(venueId), body: { sections } }));

export const readVenue = (venueId: string): Promise<ApiAnswer<VenueWithSeats>> =>
  read((api) => api.GET('/api/venues/{id}', { params: idIn(venueId) }));

/** The same key and body make one draft, however often they are sent. */
export const draftPerformance = (body: PerformanceBody, key: string): Promise<ApiAnswer<Performance>> =>
  change((api) => api.POST('/api/performances', { params: idempotencyKey(key), body }));

/** @param etag of the state that was edited; the server answers 409 if it has changed since */
export const editPerformance = (id: string, etag: string, body: PerformanceChange): Promise<ApiAnswer<Performance>> =>
  change((api) => api.PUT('/api/performances/{id}', { params: { ...idIn(id), header: { 'If-Match': etag } }, body }));

export const publishPerformance = (id: string): Promise<ApiAnswer<Performance>> =>
  change((api) => api.POST('/api/performances/{id}/publication', { params: idIn(id) }));

export const closeSale = (id: string): Promise<ApiAnswer<Performance>> =>
  change((api) => api.POST('/api/performances/{id}/closing', { params: idIn(id) }));

/** The same key and body ask for one refund, however often they are sent. */
export const requestRefund = (performanceId: string, body: RefundBody, key: string): Promise<ApiAnswer<Refund>> =>
  change((api) =>
    api.POST('/api/performances/{id}/refunds', { params: { ...idIn(performanceId), ...idempotencyKey(key) }, body }),
  );

/** @param reason shown to everybody */
export const cancelPerformance = (id: string, reason: string): Promise<ApiAnswer<Performance>> =>
  change((api) => api.POST('/api/performances/{id}/cancellation', { params: idIn(id), body: { reason } }));

/** The same key and body add somebody once, however often they are sent. */
export const addCrewMember = (organiserId: string, body: CrewMemberBody, key: string): Promise<ApiAnswer<CrewMember>> =>
  change((api) =>
    api.POST('/api/organisers/{id}/crew', { params: { ...idempotencyKey(key), ...idIn(organiserId) }, body }),
  );

export const removeCrewMember = (organiserId: string, crewId: string): Promise<ApiAnswer<unknown>> =>
  change((api) => api.DELETE('/api/organisers/{id}/crew/{crewId}', { params: { path: { id: organiserId, crewId } } }));

export const replaceCrewNeeds = (venueId: string, needs: CrewNeed[]): Promise<ApiAnswer<unknown>> =>
  change((api) => api.PUT('/api/venues/{id}/crew-needs', { params: idIn(venueId), body: { needs } }));

const assignmentOf = (performanceId: string, crewId: string) => ({ params: { path: { id: performanceId, crewId } } });

export const assignCrew = (performanceId: string, crewId: string, role: string): Promise<ApiAnswer<Crew>> =>
  change((api) =>
    api.PUT('/api/performances/{id}/crew/{crewId}', { ...assignmentOf(performanceId, crewId), body: { role } }),
  );

export const unassignCrew = (performanceId: string, crewId: string): Promise<ApiAnswer<Crew>> =>
  change((api) => api.DELETE('/api/performances/{id}/crew/{crewId}', assignmentOf(performanceId, crewId)));
