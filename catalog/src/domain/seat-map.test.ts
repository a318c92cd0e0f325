import { describe, expect, it } from '@jest/globals';
import { schemaByTopic } from '@ticketing/contracts';
import avsc from 'avsc';
import {
  categoryIdsOf,
  type GivenRow,
  type GivenSection,
  isSameMap,
  maxPublishedBytes,
  publishedBytesOf,
  type Seat,
  type Section,
  seatCountOf,
  seatIdsOf,
  seatMapLimits,
  standingQuotaOf,
  toSections,
} from './seat-map.ts';

const seat = (number: string, x: number): Seat => ({ number, x, isAccessible: false, hasRestrictedView: false });
const range = (from: number, to: number, aislesAfter: number[] = []) => ({ from, to, aislesAfter });
const row = (label: string, seats: GivenRow['seats'], categoryId = 'a'): GivenRow => ({ label, categoryId, seats });
const section = (id: string, ...rows: GivenRow[]): GivenSection => ({
  id,
  name: `Section ${id}`,
  rows,
  standing: null,
});
const floor: GivenSection = { id: 'floor', name: 'Floor', rows: [], standing: { quota: 500, categoryId: 'b' } };
const code = (expected: string, field?: string) => expect.objectContaining({ code: expected, ...(field && { field }) });

describe('a seat map', () => {
  it('writes out ranges; an aisle leaves a gap', () => {
    const [stalls] = toSections([section('stalls', row('A', range(9, 12, [10])))]) as [Section];
    expect(stalls.rows[0]?.seats).toEqual([seat('9', 1), seat('10', 2), seat('11', 4), seat('12', 5)]);
    const long = toSections([section('stalls', row('A', [seat('9', 1), seat('10', 2), seat('11', 4), seat('12', 5)]))]);
    expect(isSameMap([stalls], long)).toBe(true);
    expect(isSameMap([{ ...stalls, name: 'Other' }], long)).toBe(false);
  });

  it('tells its seats, places and categories', () => {
    const sections = toSections([section('stalls', row('A', range(1, 2)), row('B', range(1, 1))), floor]);
    expect([seatCountOf(sections), standingQuotaOf(sections)]).toEqual([3, 500]);
    expect(seatIdsOf(sections)).toEqual(new Set(['stalls:A:1', 'stalls:A:2', 'stalls:B:1']));
    expect(categoryIdsOf(sections)).toEqual(new Set(['a', 'b']));
  });

  const one = range(1, 1);
  it.each<[string, string, string, GivenSection[]]>([
    ['no section', 'seat_map_empty', 'sections', []],
    ['a section with nothing', 'rows_or_standing', 'sections.0', [section('s')]],
    ['rows in a standing area', 'rows_or_standing', 'sections.0', [{ ...floor, rows: [row('A', one)] }]],
    [
      'a quota of nobody',
      'out_of_range',
      'sections.0.standing.quota',
      [{ ...floor, standing: { quota: 0, categoryId: 'b' } }],
    ],
    [
      'a quota of half a person',
      'out_of_range',
      'sections.0.standing.quota',
      [{ ...floor, standing: { quota: 1.5, categoryId: 'b' } }],
    ],
    ['an empty row', 'empty_row', 'sections.0.rows.0.seats', [section('s', row('A', []))]],
    ['an unsafe section', 'unsafe_seat_name', 'sections.0.id', [section('s:1', row('A', one))]],
    ['an unsafe row', 'unsafe_seat_name', 'sections.0.rows.0.label', [section('s', row('Ä', one))]],
    ['an unsafe category', 'unsafe_seat_name', 'sections.0.rows.0.categoryId', [section('s', row('A', one, ''))]],
    [
      'an unsafe number',
      'unsafe_seat_name',
      'sections.0.rows.0.seats.0.number',
      [section('s', row('A', [seat('1 ', 1)]))],
    ],
    [
      'the same section twice',
      'duplicate_seat_name',
      'sections.1.id',
      [section('s', row('A', one)), section('s', row('A', one))],
    ],
    [
      'the same row twice',
      'duplicate_seat_name',
      'sections.0.rows.1.label',
      [section('s', row('A', one), row('A', one))],
    ],
    [
      'the same seat twice',
      'duplicate_seat_name',
      'sections.0.rows.0.seats.1.number',
      [section('s', row('A', [seat('1', 1), seat('1', 2)]))],
    ],
    [
      'seats in one place',
      'seats_out_of_order',
      'sections.0.rows.0.seats.1.x',
      [section('s', row('A', [seat('1', 1), seat('2', 1)]))],
    ],
    ['a range downwards', 'invalid_seat_range', 'sections.0.rows.0.seats', [section('s', row('A', range(2, 1)))]],
    ['an aisle outside', 'invalid_seat_range', 'sections.0.rows.0.seats', [section('s', row('A', range(1, 4, [4])))]],
    ['a long row', 'too_many_seats', 'sections.0.rows.0.seats', [section('s', row('A', range(1, 201)))]],
    [
      'many rows',
      'too_many_rows',
      'sections.0.rows',
      [section('s', ...Array.from({ length: 301 }, (_, n) => row(`${n}`, one)))],
    ],
    [
      'many sections',
      'too_many_sections',
      'sections',
      Array.from({ length: 201 }, (_, n) => section(`${n}`, row('A', one))),
    ],
  ])('is refused with %s', (_what, expected, field, sections) => {
    expect(() => toSections(sections)).toThrow(code(expected, field));
  });

  const rows = (count: number, seats: GivenRow['seats']) => Array.from({ length: count }, (_, n) => row(`${n}`, seats));

  it('has up to 30,000 seats', () => {
    expect(seatCountOf(toSections([section('s', ...rows(150, range(1, 200)))]))).toBe(seatMapLimits.seats);
    expect(() => toSections([section('s', ...rows(150, range(1, 200))), section('t', row('A', one))])).toThrow(
      code('too_many_seats', 'sections'),
    );
  });

  it('fits into an event with room to spare: names of 20 characters on 30,000 seats do not', () => {
    const names = Array.from({ length: 150 }, (_, n) => seat(String(n).padStart(20, '0'), 10 * n));
    expect(() => toSections([section('s', ...rows(200, names))])).not.toThrow();
    const lonely = Array.from({ length: 100 }, (_, n) =>
      section(
        `${n}`,
        ...Array.from({ length: 300 }, (_, m) => row(String(m).padStart(20, '0'), [seat('1'.repeat(20), 1)])),
      ),
    );
    expect(() => toSections(lonely)).toThrow(code('seat_map_too_large'));
  });

  it('is measured at least as large as Avro writes it, and not much larger', () => {
    const type = avsc.Type.forSchema(schemaByTopic['catalog.performance.published.v1'] as avsc.Schema);
    const sectionsType = (type as avsc.types.RecordType).field('sections').type;
    const names = Array.from({ length: 100 }, (_, n) => seat(String(n), 20 * n));
    const sections = toSections([section('s', ...rows(300, names)), { ...floor, name: 'Stehplätze' }]);
    const written = sectionsType.toBuffer(sections.map((each) => ({ ...each, standing: each.standing }))).length;
    expect(publishedBytesOf(sections)).toBeGreaterThanOrEqual(written);
    expect(publishedBytesOf(sections)).toBeLessThan(1.1 * written);
    expect(written).toBeLessThan(maxPublishedBytes);
  });
});
