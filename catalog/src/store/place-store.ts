import { type Connection, modelOf } from '@ticketing/common/mongo';
import { conditionsOf, type SearchFields, searchFieldsOf } from '@ticketing/common/search';
import { Schema } from 'mongoose';
import type { Place } from '../domain/place.ts';

interface PlaceDocument extends Omit<Place, 'id'>, Pick<SearchFields, 'searchText' | 'searchWords'> {
  _id: string;
}

const schema = new Schema<PlaceDocument>(
  {
    _id: String,
    name: { type: String, required: true },
    country: { type: String, required: true },
    timeZone: { type: String, required: true },
    searchText: { type: String, required: true },
    searchWords: { type: [String], required: true },
  },
  { collection: 'places', versionKey: false },
);
schema.index({ searchWords: 1 }, { name: 'by_word' });
schema.index({ searchText: 1 }, { name: 'by_name' });

const toPlace = ({ _id, name, country, timeZone }: PlaceDocument): Place => ({ id: _id, name, country, timeZone });

export function createPlaceStore(connection: Connection) {
  const places = modelOf(connection, 'Place', schema);
  return {
    /** Writes the known places. Idempotent, also for replicas that start together. */
    async saveAll(known: readonly Place[]): Promise<void> {
      await places.bulkWrite(
        known.map(({ id: _id, ...place }) => {
          const { searchText, searchWords } = searchFieldsOf(place.name);
          return {
            updateOne: { filter: { _id }, update: { $set: { ...place, searchText, searchWords } }, upsert: true },
          };
        }),
        { ordered: false },
      );
    },

    /** Finds places by the beginning of their words, by name. @param words blank for all */
    async search(words: string, limit: number): Promise<Place[]> {
      const found = await places
        .find({ $and: [...conditionsOf(words), {}] })
        .sort({ searchText: 1 })
        .limit(limit)
        .lean();
      return found.map(toPlace);
    },

    async findById(id: string): Promise<Place | null> {
      const found = await places.findById(id).lean();
      return found && toPlace(found);
    },
  };
}

export type PlaceStore = ReturnType<typeof createPlaceStore>;
