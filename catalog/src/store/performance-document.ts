import { type Connection, modelOf } from '@ticketing/common/mongo';
import { type SearchFields, searchFieldsOf } from '@ticketing/common/search';
import { type Model, Schema, type Types } from 'mongoose';
import { type FareClass, faresOf } from '../domain/fare-class.ts';
import { type Category, isListed, type Performance, placeOf } from '../domain/performance.ts';

/** What lists find performances by. */
interface DerivedFields extends Pick<SearchFields, 'searchText' | 'searchWords'> {
  isListed: boolean;
  placeId: string;
  /** Absent in documents of an earlier version, whose categories have none. */
  fareClasses: FareClass[];
  /** When somebody was last assigned to it; only written. */
  crewedAt?: Date;
}

export interface PerformanceDocument extends Omit<Performance, 'id'>, DerivedFields {
  _id: Types.ObjectId;
}

const { Mixed } = Schema.Types;
const schema = new Schema<PerformanceDocument>(
  {
    organiserId: { type: String, required: true },
    kind: { type: String, required: true },
    venue: { type: Mixed, required: true },
    title: { type: String, required: true },
    description: { type: String, default: null },
    startsAt: { type: Date, required: true },
    arrivesAt: { type: Date, default: null },
    origin: { type: Mixed, default: null },
    destination: { type: Mixed, default: null },
    saleStartsAt: { type: Date, default: null },
    saleEndsAt: { type: Date, default: null },
    maxParty: { type: Number, required: true },
    currency: { type: String, required: true },
    categories: { type: Mixed, required: true },
    heldBack: { type: Mixed, required: true },
    status: { type: String, required: true },
    version: { type: Number, default: null },
    draftVersion: { type: Number, required: true },
    seatMapVersion: { type: Number, default: null },
    cancellation: { type: Mixed, default: null },
    isListed: { type: Boolean, required: true },
    placeId: { type: String, required: true },
    fareClasses: { type: [String], default: [] },
    crewedAt: Date,
    searchText: { type: String, required: true },
    searchWords: { type: [String], required: true },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  },
  { collection: 'performances', versionKey: false },
);
// Lists are sorted by start; each index is for published ones only.
const listed = { partialFilterExpression: { isListed: true } };
schema.index({ startsAt: 1, _id: 1 }, { name: 'listed_soonest_first', ...listed });
schema.index({ searchWords: 1 }, { name: 'listed_by_word', ...listed });
schema.index({ placeId: 1, startsAt: 1, _id: 1 }, { name: 'listed_by_place', ...listed });
const listedDepartures = { partialFilterExpression: { isListed: true, kind: 'departure' } };
schema.index(
  { 'origin.id': 1, 'destination.id': 1, startsAt: 1, _id: 1 },
  { name: 'listed_by_journey', ...listedDepartures },
);
schema.index(
  { 'origin.id': 1, 'destination.id': 1, fareClasses: 1, startsAt: 1, _id: 1 },
  { name: 'listed_by_journey_and_class', ...listedDepartures },
);
schema.index({ fareClasses: 1, startsAt: 1, _id: 1 }, { name: 'listed_by_class', ...listedDepartures });
schema.index({ organiserId: 1, createdAt: -1, _id: -1 }, { name: 'of_organiser' });

export const performanceModel = (connection: Connection): Model<PerformanceDocument> =>
  modelOf(connection, 'Performance', schema);

/** Fields that only the database needs; excluded from reads. */
export const withoutDerived = {
  isListed: 0,
  placeId: 0,
  fareClasses: 0,
  crewedAt: 0,
  searchText: 0,
  searchWords: 0,
} as const;

/** Documents of an earlier version have no fare classes. */
export const toCategories = (categories: readonly Category[]): Category[] =>
  categories.map((category) => ({ ...category, fareClass: category.fareClass ?? null }));

export const toPerformance = ({
  _id,
  cancellation,
  categories,
  ...performance
}: Omit<PerformanceDocument, keyof DerivedFields>): Performance => ({
  ...performance,
  // Absent in documents of an earlier version.
  cancellation: cancellation ?? null,
  categories: toCategories(categories),
  id: _id.toHexString(),
});

export function derivedFields(performance: Performance): DerivedFields {
  const { title, venue, origin, destination } = performance;
  const place = placeOf(performance);
  const { searchText, searchWords } = searchFieldsOf(
    title,
    venue.name,
    place.name,
    origin?.name ?? null,
    destination?.name ?? null,
  );
  const fareClasses = faresOf(performance).map(({ fareClass }) => fareClass);
  return { isListed: isListed(performance), placeId: place.id, fareClasses, searchText, searchWords };
}
