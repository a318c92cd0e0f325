import type { Crew, Organiser, PerformanceWithSeats, SeatMap } from '@ticketing/api-client';
import type { BodyOf } from '@/api/requests.ts';

export type {
  Cancellation,
  Crew,
  CrewMember,
  Organiser,
  Performance,
  PerformanceWithSeats,
  Refund,
  SeatMap,
  Venue,
  VenueWithSeats,
} from '@ticketing/api-client';

export type Member = Organiser['members'][number];
export type Role = Member['role'];
export const roles = ['owner', 'box_office', 'scanner', 'finance'] as const satisfies readonly Role[];

export type PerformanceBody = BodyOf<'draftPerformance'>;
export type PerformanceChange = BodyOf<'editPerformance'>;
export type RefundBody = BodyOf<'requestRefund'>;
export type CrewNeed = Crew['needs'][number];
export type CrewMemberBody = BodyOf<'addCrewMember'>;
export type VenueBody = BodyOf<'createVenue'>;
export type GivenSection = BodyOf<'replaceSeatMap'>['sections'][number];
export type GivenRow = NonNullable<GivenSection['rows']>[number];
export type Pool = NonNullable<PerformanceWithSeats['heldBack']>[number];
export type MapSection = SeatMap['sections'][number];
export type MapRow = MapSection['rows'][number];
