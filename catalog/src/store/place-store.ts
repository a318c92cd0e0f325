import { type Connection, modelOf } from '@ticketing/common/mongo';
import { searchFieldsOf } from '@ticketing/common/search';
import { Schema } from 'mongoose';
import type { Place } from '../domain/place.ts';

interface PlaceDocument extends Omit<Place, 'id'> {
  _id: string;
  /** Orders answers. */
  searchText: string;
  /** An operator's; a start leaves it as it is. */
  isEdited?: boolean;
}

export const placesCollection = 'places';
const schema = new Schema<PlaceDocument>(
  {
    _id: String,
    name: { type: String, required: true },
    country: { type: String, required: true },
    timeZone: { type: String, required: true },
    searchText: { type: String, required: true },
    isEdited: Boolean,
  },
  { collection: placesCollection, versionKey: false },
);

const toPlace = ({ _id, name, country, timeZone }: PlaceDocument): Place => ({ id: _id, name, country, timeZone });
const fieldsOf = ({ id: _, ...place }: Place) => ({ ...place, searchText: searchFieldsOf(place.name).searchText });

export function createPlaceStore(connection: Connection) {
  const places = modelOf(connection, 'Place', schema);
  return {
    /** Writes the known places, except what an operator has edited. Idempotent, also for replicas that start together. */
    async saveKnown(known: readonly Place[]): Promise<void> {
      await places.bulkWrite(
        known.flatMap((place) => [
          { updateOne: { filter: { _id: place.id }, update: { $setOnInsert: fieldsOf(place) }, upsert: true } },
          { updateOne: { filter: { _id: place.id, isEdited: { $ne: true } }, update: { $set: fieldsOf(place) } } },
        ]),
        { ordered: false },
      );
    },

    /** Saves an operator's place. */
    async save(place: Place): Promise<void> {
      await places.updateOne({ _id: place.id }, { $set: { ...fieldsOf(place), isEdited: true } }, { upsert: true });
    },

    /** Returns all places, by name. */
    async readAll(): Promise<Place[]> {
      const found = await places.find().sort({ searchText: 1 }).lean();
      return found.map(toPlace);
    },

    async findById(id: string): Promise<Place | null> {
      const found = await places.findById(id).lean();
      return found && toPlace(found);
    },
  };
}

export type PlaceStore = ReturnType<typeof createPlaceStore>;
