import { isDeepStrictEqual } from 'node:util';
import { invalidInput } from '@ticketing/common/errors';
import { seatIdOf, seatNamePattern } from '@ticketing/contracts';

export interface Seat {
  /** Unique within the row. */
  number: string;
  /** Position in the row; neighbours differ by one, an aisle leaves a gap. */
  x: number;
  isAccessible: boolean;
  hasRestrictedView: boolean;
}

export interface Row {
  label: string;
  categoryId: string;
  /** From left to right. */
  seats: readonly Seat[];
}

export interface StandingArea {
  /** People it holds. */
  quota: number;
  categoryId: string;
}

/** Either rows of seats or a standing area. */
export interface Section {
  id: string;
  name: string;
  /** The best first; none in a standing area. */
  rows: readonly Row[];
  standing: StandingArea | null;
}

/** One version of a venue's seats; it never changes. */
export interface SeatMap {
  venueId: string;
  /** From 1. */
  version: number;
  /** The best first. */
  sections: readonly Section[];
}

/** Consecutively numbered seats, as people describe a row. */
export interface SeatRange {
  from: number;
  to: number;
  /** Numbers of the seats that have an aisle to their right. */
  aislesAfter: readonly number[];
}

export type GivenRow = Omit<Row, 'seats'> & { seats: readonly Seat[] | SeatRange };
export type GivenSection = Omit<Section, 'rows'> & { rows: readonly GivenRow[] };

export const seatMapLimits = {
  sections: 200,
  rowsPerSection: 300,
  seatsPerRow: 200,
  seats: 30_000,
  quota: 100_000,
  x: 2_000,
} as const;

/**
 * Maximum size of a published event's seats, bytes. The broker accepts 1 MiB; the rest is for a title, 100 categories and
 * the seats that are held back, which are limited by a request's size.
 */
export const maxPublishedBytes = 900_000;

const seatName = new RegExp(`^${seatNamePattern}$`);

/** @throws DomainError unsafe_seat_name */
function assertSafe(name: string, field: string): void {
  if (!seatName.test(name))
    throw invalidInput('unsafe_seat_name', 'Use 1 to 20 of the characters A–Z, a–z, 0–9 and -', field);
}

/** @throws DomainError duplicate_seat_name */
function assertUnique(names: readonly string[], fieldOf: (index: number) => string): void {
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (seen.has(name)) throw invalidInput('duplicate_seat_name', `${name} occurs twice`, fieldOf(index));
    seen.add(name);
  }
}

/** @throws DomainError too_many_seats, too_many_rows, too_many_sections */
function assertAtMost(max: number, count: number, what: 'seats' | 'rows' | 'sections', field: string): void {
  if (count > max) throw invalidInput(`too_many_${what}`, `At most ${max} ${what} are possible here`, field);
}

function assertBetween(value: number, min: number, max: number, field: string): void {
  if (!Number.isInteger(value) || value < min || value > max)
    throw invalidInput('out_of_range', `Must be an integer from ${min} to ${max}`, field);
}

/** @throws DomainError invalid_seat_range, too_many_seats */
function seatsOfRange({ from, to, aislesAfter }: SeatRange, field: string): Seat[] {
  const isInside = (number: number) => number >= from && number < to;
  if (to < from || !aislesAfter.every(isInside))
    throw invalidInput('invalid_seat_range', 'A range goes upwards, and its aisles are between its seats', field);
  const count = to - from + 1;
  assertAtMost(seatMapLimits.seatsPerRow, count, 'seats', field);
  const aisles = new Set(aislesAfter);
  let x = 0;
  return Array.from({ length: count }, (_, index) => {
    x += aisles.has(from + index - 1) ? 2 : 1;
    return { number: String(from + index), x, isAccessible: false, hasRestrictedView: false };
  });
}

/** @throws DomainError */
function toRow({ label, categoryId, seats: given }: GivenRow, field: string): Row {
  assertSafe(label, `${field}.label`);
  assertSafe(categoryId, `${field}.categoryId`);
  const seats = 'from' in given ? seatsOfRange(given, `${field}.seats`) : given;
  if (seats.length === 0) throw invalidInput('empty_row', 'A row has at least one seat', `${field}.seats`);
  assertAtMost(seatMapLimits.seatsPerRow, seats.length, 'seats', `${field}.seats`);
  for (const [index, { number, x }] of seats.entries()) {
    assertSafe(number, `${field}.seats.${index}.number`);
    assertBetween(x, 0, seatMapLimits.x, `${field}.seats.${index}.x`);
    const left = seats[index - 1];
    if (left && left.x >= x)
      throw invalidInput('seats_out_of_order', 'Seats go from left to right', `${field}.seats.${index}.x`);
  }
  assertUnique(
    seats.map(({ number }) => number),
    (index) => `${field}.seats.${index}.number`,
  );
  return { label, categoryId, seats };
}

/** @throws DomainError */
function toSection({ id, name, rows: given, standing }: GivenSection, field: string): Section {
  assertSafe(id, `${field}.id`);
  if (given.length > 0 === (standing !== null))
    throw invalidInput('rows_or_standing', 'A section has either rows or a standing area', field);
  if (standing) {
    assertBetween(standing.quota, 1, seatMapLimits.quota, `${field}.standing.quota`);
    assertSafe(standing.categoryId, `${field}.standing.categoryId`);
  }
  assertAtMost(seatMapLimits.rowsPerSection, given.length, 'rows', `${field}.rows`);
  const rows = given.map((row, index) => toRow(row, `${field}.rows.${index}`));
  assertUnique(
    rows.map(({ label }) => label),
    (index) => `${field}.rows.${index}.label`,
  );
  return { id, name, rows, standing };
}

/**
 * Returns the sections of a seat map as they are stored, ranges written out. Ids and labels are unique where they stand,
 * and so are the ids of seats.
 * @throws DomainError naming the first field that breaks a rule; seat_map_empty, seat_map_too_large
 */
export function toSections(given: readonly GivenSection[]): Section[] {
  if (given.length === 0) throw invalidInput('seat_map_empty', 'A seat map has at least one section', 'sections');
  assertAtMost(seatMapLimits.sections, given.length, 'sections', 'sections');
  const sections: Section[] = [];
  let seats = 0;
  for (const [index, section] of given.entries()) {
    const read = toSection(section, `sections.${index}`);
    seats += seatCountOf([read]);
    // Checked in each turn, so that a small body of long ranges does not become a large map first.
    assertAtMost(seatMapLimits.seats, seats, 'seats', 'sections');
    sections.push(read);
  }
  assertUnique(
    sections.map(({ id }) => id),
    (index) => `sections.${index}.id`,
  );
  if (publishedBytesOf(sections) > maxPublishedBytes)
    throw invalidInput(
      'seat_map_too_large',
      'The seat map is too large to be published; use shorter names',
      'sections',
    );
  return sections;
}

export const seatCountOf = (sections: readonly Section[]): number =>
  sections.reduce((sum, { rows }) => sum + rows.reduce((inSection, { seats }) => inSection + seats.length, 0), 0);

export const standingQuotaOf = (sections: readonly Section[]): number =>
  sections.reduce((sum, { standing }) => sum + (standing?.quota ?? 0), 0);

/** Whether two maps have the same content, so that the second needs no version. */
export const isSameMap = (one: readonly Section[], other: readonly Section[]): boolean => isDeepStrictEqual(one, other);

/** Returns the price categories that a map refers to. */
export const categoryIdsOf = (sections: readonly Section[]): Set<string> =>
  new Set(
    sections.flatMap(({ rows, standing }) => [
      ...rows.map(({ categoryId }) => categoryId),
      ...(standing ? [standing.categoryId] : []),
    ]),
  );

export const seatIdsOf = (sections: readonly Section[]): Set<string> =>
  new Set(
    sections.flatMap(({ id, rows }) =>
      rows.flatMap(({ label, seats }) => seats.map(({ number }) => seatIdOf(id, label, number))),
    ),
  );

/** Bytes of a text in Avro, at most: its length (a variable-length integer) and UTF-8, three bytes a UTF-16 unit. */
const textBytes = (text: string): number => 2 + 3 * text.length;
/** Names of seats are ASCII and short. */
const nameBytes = (name: string): number => 1 + name.length;
/** An array's block length and end; whether a section stands, its quota; x; two flags. */
const bytesOf = { array: 4, standing: 5, x: 2, flags: 2 } as const;

/** Returns how many bytes sections have in an event, at most. Source: Apache Avro 1.12, "Binary encoding". */
export function publishedBytesOf(sections: readonly Section[]): number {
  let bytes = bytesOf.array;
  for (const { id, name, rows, standing } of sections) {
    bytes += nameBytes(id) + textBytes(name) + bytesOf.array + bytesOf.standing;
    if (standing) bytes += nameBytes(standing.categoryId);
    for (const { label, categoryId, seats } of rows) {
      bytes += nameBytes(label) + nameBytes(categoryId) + bytesOf.array;
      for (const { number } of seats) bytes += nameBytes(number) + bytesOf.x + bytesOf.flags;
    }
  }
  return bytes;
}
