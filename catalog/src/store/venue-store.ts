import { createRecentCache } from '@ticketing/common/cache';
import { type ClientSession, type Connection, collectionOf, modelOf } from '@ticketing/common/mongo';
import { Schema, Types } from 'mongoose';
import type { CrewNeed } from '../domain/crew-needs.ts';
import type { SeatMap } from '../domain/seat-map.ts';
import type { Venue } from '../domain/venue.ts';

interface VenueDocument extends Omit<Venue, 'id'> {
  _id: Types.ObjectId;
}

interface SeatMapDocument extends SeatMap {
  /** `venueId:version`: a version exists once. */
  _id: string;
}

const venueSchema = new Schema<VenueDocument>(
  {
    organiserId: { type: String, required: true },
    name: { type: String, required: true },
    place: { type: Schema.Types.Mixed, required: true },
    seatMapVersion: { type: Number, required: true },
    crewNeeds: { type: Schema.Types.Mixed, default: [] },
    createdAt: { type: Date, required: true },
  },
  { collection: 'venues', versionKey: false },
);
venueSchema.index({ organiserId: 1, _id: 1 }, { name: 'of_organiser' });

// Written and read by the driver: mongoose would make an object of each of 30,000 seats.
const seatMapSchema = new Schema<SeatMapDocument>(
  { _id: String, venueId: String, version: Number, sections: Schema.Types.Mixed },
  { collection: 'seat_maps', versionKey: false },
);

/** In memory. A map of 20,000 seats takes about 3 MB; a sale that everybody looks at has one. */
const maxSeatMaps = 16;
/** More than an organiser has; there is no page after the first. */
const maxVenues = 200;

const toVenue = ({ _id, crewNeeds, ...venue }: VenueDocument): Venue => ({
  ...venue,
  // Absent in documents of an earlier version.
  crewNeeds: crewNeeds ?? [],
  id: _id.toHexString(),
});
const seatMapIdOf = ({ venueId, version }: Pick<SeatMap, 'venueId' | 'version'>): string => `${venueId}:${version}`;

export function createVenueStore(connection: Connection) {
  const venues = modelOf(connection, 'Venue', venueSchema);
  const seatMaps = collectionOf(connection, modelOf(connection, 'SeatMap', seatMapSchema));
  const readSeatMap = async (id: string, session?: ClientSession): Promise<SeatMap | null> => {
    const found = await seatMaps.findOne({ _id: id }, { projection: { _id: 0 }, ...(session && { session }) });
    return found;
  };
  const cache = createRecentCache((id) => readSeatMap(id), { maxValues: maxSeatMaps });
  const insertSeatMap = async (session: ClientSession, seatMap: SeatMap): Promise<void> => {
    await seatMaps.insertOne({ ...seatMap, _id: seatMapIdOf(seatMap) }, { session });
  };

  return {
    /** Inserts a venue, with its first seat map if it has one. */
    async insert(session: ClientSession, { id, ...venue }: Venue, seatMap: SeatMap | null): Promise<void> {
      await venues.create([{ ...venue, _id: new Types.ObjectId(id) }], { session });
      if (seatMap) await insertSeatMap(session, seatMap);
    },

    async findById(id: string, session: ClientSession | null = null): Promise<Venue | null> {
      const found = await venues.findById(id).session(session).lean();
      return found && toVenue(found);
    },

    async findByOrganiser(organiserId: string): Promise<Venue[]> {
      const found = await venues.find({ organiserId }).sort({ _id: 1 }).limit(maxVenues).lean();
      return found.map(toVenue);
    },

    async saveCrewNeeds(id: string, crewNeeds: readonly CrewNeed[]): Promise<void> {
      await venues.updateOne({ _id: new Types.ObjectId(id) }, { $set: { crewNeeds } });
    },

    /** Saves the next version of a venue's seat map. Concurrent changes conflict and are retried. */
    async addSeatMap(session: ClientSession, seatMap: SeatMap): Promise<void> {
      const { venueId, version } = seatMap;
      await venues.updateOne({ _id: new Types.ObjectId(venueId) }, { $set: { seatMapVersion: version } }, { session });
      await insertSeatMap(session, seatMap);
    },

    /** Returns a version of a venue's seat map, from memory if it was read before; null for version 0. */
    readSeatMap: async (venueId: string, version: number): Promise<SeatMap | null> =>
      version === 0 ? null : cache.get(seatMapIdOf({ venueId, version })),

    /** The same within a transaction. */
    findSeatMap: async (session: ClientSession, venueId: string, version: number): Promise<SeatMap | null> =>
      version === 0 ? null : readSeatMap(seatMapIdOf({ venueId, version }), session),
  };
}

export type VenueStore = ReturnType<typeof createVenueStore>;
