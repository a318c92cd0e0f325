import type { CrewNeed } from './crew-needs.ts';
import type { Place } from './place.ts';

/** A building or a vehicle with seats. */
export interface Venue {
  id: string;
  organiserId: string;
  name: string;
  /** Where it is; for a vehicle, where it is based. */
  place: Place;
  /** Version of the newest seat map; 0 before the first. */
  seatMapVersion: number;
  /** Of a vehicle: whom each departure needs. */
  crewNeeds: readonly CrewNeed[];
  createdAt: Date;
}
