import { describe, expect, it } from '@jest/globals';
import type { SeatMap } from './api/schemas.ts';
import {
  blankMap,
  changedBlock,
  changedSection,
  type MapDraft,
  movedSection,
  type RangeBlock,
  type SectionDraft,
  withBlock,
  withoutBlock,
  withoutSection,
  withSection,
} from './map-draft.ts';
import { mapDraftOf } from './map-draft-of.ts';
import { fieldAfterChange, fieldNamed, fieldNamesOf, sectionsOf } from './sections-of.ts';

const block = (given: Partial<RangeBlock> = {}): RangeBlock => ({
  ...{ kind: 'range', key: 'b2', firstRow: 'A', lastRow: 'B', firstSeat: '1', seatsPerRow: '4' },
  ...{ aisles: '', accessible: '', restricted: '', category: 'a' },
  ...given,
});
const section = (given: Partial<SectionDraft> = {}): SectionDraft => ({
  ...{ key: 's1', id: null, name: 'Stalls', kind: 'seats', quota: '', category: '', blocks: [block()] },
  ...given,
});
const standing = (given: Partial<SectionDraft> = {}): SectionDraft =>
  section({ key: 's3', name: 'Floor', kind: 'standing', quota: '200', category: 'b', blocks: [], ...given });
const map = (...sections: SectionDraft[]): MapDraft => ({ sections });

describe('a seat map being edited', () => {
  it('gets sections and rows with keys of their own, and loses them', () => {
    const [first] = blankMap.sections;
    const grown = withBlock(withSection(withSection(blankMap, 'standing'), 'seats'), first as SectionDraft);
    const names = fieldNamesOf(grown);

    expect(new Set(names).size).toBe(names.length);
    expect(grown.sections.map(({ kind, blocks }) => [kind, blocks.length])).toEqual([
      ['seats', 2],
      ['standing', 0],
      ['seats', 1],
    ]);
    expect(withoutSection(grown, 's1').sections).toHaveLength(2);
    expect(withoutBlock(grown, grown.sections[0] as SectionDraft, 'b2').sections[0]?.blocks).toHaveLength(1);
  });

  it('adds rows like the ones before, but for their names and special seats', () => {
    const before = section({ blocks: [block({ accessible: '1', aisles: '2' })] });
    const [, added] = withBlock(map(before), before).sections[0]?.blocks ?? [];

    expect(added).toMatchObject({ firstRow: '', seatsPerRow: '4', aisles: '2', accessible: '', category: 'a' });
  });

  it('leads the focus into what was added, or to what lost rows', () => {
    const draft = map(section(), standing());
    const grown = withBlock(draft, section());

    expect(fieldAfterChange(draft, grown)).toEqual({ field: 'b4.firstRow' });
    expect(fieldAfterChange(draft, withSection(draft, 'standing'))).toEqual({ field: 's4.name' });
    expect(fieldAfterChange(draft, withoutBlock(draft, section(), 'b2'))).toEqual({ field: 's1.name' });
    expect(fieldAfterChange(draft, withoutSection(draft, 's3'))).toEqual({ field: null });
    expect(fieldAfterChange(draft, movedSection(draft, 's3', -1))).toBeNull();
  });

  it('changes fields, and moves sections within its ends', () => {
    const draft = map(section(), standing());
    const changed = changedBlock(changedSection(draft, 's1', { name: 'Rear' }), section(), 'b2', { lastRow: 'F' });

    expect(changed.sections[0]).toMatchObject({ blocks: [{ lastRow: 'F' }] });
    expect(movedSection(draft, 's3', -1).sections.map(({ key }) => key)).toEqual(['s3', 's1']);
    expect(movedSection(draft, 's1', -1)).toEqual(draft);
  });
});

describe('what is sent of a seat map', () => {
  it('has rows as ranges, and standing areas', () => {
    expect(sectionsOf(map(section({ blocks: [block({ aisles: '2' })] }), standing()))).toEqual({
      faults: {},
      form: [],
      sections: [
        {
          ...{ id: 'stalls', name: 'Stalls', standing: null },
          rows: ['A', 'B'].map((label) => ({
            ...{ label, categoryId: 'a', seats: { from: 1, to: 4, aislesAfter: [2] } },
          })),
        },
        { id: 'floor', name: 'Floor', rows: [], standing: { quota: 200, categoryId: 'b' } },
      ],
    });
  });

  it('writes rows out that have special seats, with a gap at the aisle', () => {
    const rows = block({ lastRow: '', aisles: '2', accessible: '1', restricted: '3-4' });
    const [sent] = sectionsOf(map(section({ blocks: [rows] }))).sections;

    expect(sent?.rows?.[0]?.seats).toEqual(
      [
        ['1', 1, true, false],
        ['2', 2, false, false],
        ['3', 4, false, true],
        ['4', 5, false, true],
      ].map(([number, x, isAccessible, hasRestrictedView]) => ({ number, x, isAccessible, hasRestrictedView })),
    );
  });

  it('keeps the ids of sections that exist, and makes others from names', () => {
    const names = ['Parkett', 'Große Loge', '…', 'Parkett'];
    const drafts = names.map((name, index) => standing({ key: `s${index}`, name, id: index === 0 ? 'old' : null }));

    expect(sectionsOf(map(...drafts, standing({ name: 'Old' }))).sections.map(({ id }) => id)).toEqual([
      ...['old', 'grosse-loge', 'section', 'parkett', 'old-2'],
    ]);
  });

  it('names every wrong field at once, and draws the rest', () => {
    const wrong = block({ key: 'b5', firstRow: 'C', lastRow: 'A', seatsPerRow: '0', category: 'front row' });
    const again = block({ key: 'b6', lastRow: '' });
    const { faults, sections } = sectionsOf(
      map(section({ name: ' ', blocks: [block(), wrong, again] }), standing({ quota: 'many' })),
    );

    expect(faults).toEqual({
      's1.name': { code: 'name_missing' },
      'b5.lastRow': { code: 'rows_invalid' },
      'b5.category': { code: 'unsafe_seat_name' },
      'b5.seatsPerRow': { code: 'seats_per_row_invalid' },
      'b6.firstRow': { code: 'duplicate_row' },
      's3.quota': { code: 'quota_invalid' },
    });
    expect(sections.map(({ rows }) => rows?.length)).toEqual([3]);
  });

  it.each([
    [{ aisles: '4' }, { 'b2.aisles': { code: 'aisles_invalid' } }],
    [{ accessible: '5' }, { 'b2.accessible': { code: 'seat_numbers_invalid' } }],
    [{ restricted: 'left' }, { 'b2.restricted': { code: 'seat_numbers_invalid' } }],
    [{ firstRow: '' }, { 'b2.firstRow': { code: 'row_missing' } }],
    [{ firstRow: 'Row A' }, { 'b2.firstRow': { code: 'unsafe_seat_name' } }],
    [{ firstSeat: '9998' }, { 'b2.firstSeat': { code: 'first_seat_invalid' } }],
  ])('refuses rows with %j', (given, faults) => {
    expect(sectionsOf(map(section({ blocks: [block(given)] }))).faults).toEqual(faults);
  });

  it('is refused without sections, and a section without rows', () => {
    expect(sectionsOf(map()).form).toEqual([{ code: 'seat_map_empty' }]);
    expect(sectionsOf(map(section({ blocks: [] }))).faults).toEqual({ 's1.name': { code: 'section_without_rows' } });
  });
});

it.each([
  ['sections.0.name', 's1.name'],
  ['seatMap.sections.1.standing.quota', 's3.quota'],
  ['sections.0.rows.1.label', 'b2.firstRow'],
  ['sections.0.rows.2.categoryId', 'b4.category'],
  ['sections.0.rows.2.seats.3.number', 'b4.seatsPerRow'],
  ['sections', 'sections'],
  [undefined, undefined],
])('the API’s field %s is the form’s %s', (field, name) => {
  const draft = map(section({ blocks: [block(), block({ key: 'b4', firstRow: 'C', lastRow: '' })] }), standing());
  expect(fieldNamed(draft, field)).toBe(name);
});

describe('a venue’s seat map', () => {
  const seats = (xs: readonly number[], from = 1) => xs.map((x, index) => ({ id: '', number: `${from + index}`, x }));
  const row = (label: string, given: { id: string; number: string; x: number }[], categoryId = 'a') => ({
    ...{ label, categoryId, seats: given },
  });
  const seatMap = (...rows: ReturnType<typeof row>[]): SeatMap => ({
    version: 1,
    sections: [
      { id: 'st', name: 'Stalls', rows, standing: null },
      { id: 'pit', name: 'Pit', rows: [], standing: { quota: 9, categoryId: 'f' } },
    ],
  });

  it('becomes as few groups of rows as its rows have kinds', () => {
    const given = seatMap(
      ...['A', 'B', 'C'].map((label) => row(label, seats([1, 2, 4]))),
      row('D', seats([1, 2, 4]), 'b'),
      row('F', seats([1, 2, 4]), 'b'),
      row('9', seats([1, 2], 0)),
      row('10', seats([1, 2], 0)),
    );
    const [stalls, pit] = mapDraftOf(given).sections;

    expect(
      stalls?.blocks.map((each) => each.kind === 'range' && [each.firstRow, each.lastRow, each.firstSeat, each.aisles]),
    ).toEqual([
      ['A', 'C', '1', '2'],
      ['D', '', '1', '2'],
      ['F', '', '1', '2'],
      ['9', '10', '0', ''],
    ]);
    expect(pit).toMatchObject({ id: 'pit', kind: 'standing', quota: '9', category: 'f' });
  });

  it('keeps rows that no range describes', () => {
    const odd = [row('A', [{ id: '', number: '1a', x: 1 }]), row('B', seats([3, 4])), row('C', seats([1, 5]))];
    const draft = mapDraftOf(seatMap(...odd, row('D', seats([1]))));

    expect(draft.sections[0]?.blocks.map(({ kind }) => kind)).toEqual(['kept', 'range']);
    expect(sectionsOf(draft).sections[0]?.rows?.map(({ label }) => label)).toEqual(['A', 'B', 'C', 'D']);
    expect(sectionsOf(draft).faults).toEqual({});
  });

  it('is the same after it was read into the form and sent again', () => {
    const special = seats([1, 2, 4]).map((seat, index) => ({
      ...seat,
      ...(index === 0 && { isAccessible: true as const }),
      ...(index === 2 && { hasRestrictedView: true as const }),
    }));
    const [sent] = sectionsOf(mapDraftOf(seatMap(row('A', special), row('B', special)))).sections;

    expect(sent).toMatchObject({ id: 'st', name: 'Stalls' });
    expect(sent?.rows).toEqual(
      ['A', 'B'].map((label) => ({
        ...{ label, categoryId: 'a' },
        seats: special.map(({ number, x }, index) => ({
          ...{ number, x, isAccessible: index === 0, hasRestrictedView: index === 2 },
        })),
      })),
    );
  });

  it('without a version is a blank form', () => {
    expect(mapDraftOf(null)).toBe(blankMap);
  });
});
