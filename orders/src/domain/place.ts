/** Places of a performance for people who come together. They are reserved and sold as one; some may be given back (ADR 40). */
export interface Party {
  kind: 'party';
  performanceId: string;
  startsAt: Date;
  /** IANA zone of the performance's place. */
  timeZone: string;
  places: readonly Place[];
}

/** A seat, or a person's place in a standing area, at the price of the reservation. */
export interface Place {
  sectionId: string;
  /** Null for a standing place. */
  seatId: string | null;
  /** Such as "Stalls, row C, seat 11". */
  label: string;
  priceMinor: number;
}

/** Places that a party has given back. */
export interface Reduction {
  /** The version of its event. */
  version: number;
  reason: 'buyer' | 'refunded';
  /** A request has effect once. */
  requestId: string;
  /** With the positions that they had among the places before, in ascending order. */
  returned: readonly { position: number; place: Place }[];
}

/** What a place is called in events and responses. */
export const kindOf = ({ seatId }: Pick<Place, 'seatId'>): 'standing' | 'seat' =>
  seatId === null ? 'standing' : 'seat';

/** Returns the sum of the prices, minor units. */
export const totalOf = (places: readonly Place[]): number =>
  places.reduce((sum, { priceMinor }) => sum + priceMinor, 0);
