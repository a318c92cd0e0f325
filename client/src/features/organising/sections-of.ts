import { seatNamePattern } from '@ticketing/contracts/seat-id';
import type { Fault } from '@/api/problem.ts';
import { isVisible } from '@/format/visible.ts';
import type { GivenRow, GivenSection } from './api/schemas.ts';
import type { Block, MapDraft, MapFaults, RangeBlock, SectionDraft } from './map-draft.ts';
import { labelRange, parseNumbers } from './seat-names.ts';

const safeName = new RegExp(`^${seatNamePattern}$`);
const largestNumber = 9_999;
const mostSeatsInRow = 200;
const mostRowsInSection = 300;
const largestQuota = 100_000;

const wholeIn = (text: string, least: number, most: number): number | null => {
  const value = /^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : null;
};

/** Returns the id of a new section: its name in safe characters, unlike those that are taken. */
function newId(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss');
  const slug =
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 16)
      .replace(/-$/, '') || 'section';
  let id = slug;
  for (let count = 2; taken.has(id); count += 1) id = `${slug}-${count}`;
  return id;
}

/** Returns the seats of a row; null while a field is wrong, which `report` is told. */
function seatsOf(block: RangeBlock, report: (field: keyof RangeBlock, code: string) => void): GivenRow['seats'] | null {
  const count = wholeIn(block.seatsPerRow, 1, mostSeatsInRow);
  const from = wholeIn(block.firstSeat, 0, largestNumber);
  if (count === null) report('seatsPerRow', 'seats_per_row_invalid');
  if (from === null || from + (count ?? 1) - 1 > largestNumber) report('firstSeat', 'first_seat_invalid');
  if (count === null || from === null || from + count - 1 > largestNumber) return null;
  const to = from + count - 1;
  const aisles = parseNumbers(block.aisles, from, to - 1);
  const accessible = parseNumbers(block.accessible, from, to);
  const restricted = parseNumbers(block.restricted, from, to);
  if (!aisles) report('aisles', 'aisles_invalid');
  if (!accessible) report('accessible', 'seat_numbers_invalid');
  if (!restricted) report('restricted', 'seat_numbers_invalid');
  if (!aisles || !accessible || !restricted) return null;
  if (accessible.size + restricted.size === 0) return { from, to, aislesAfter: [...aisles] };
  let x = 0;
  return Array.from({ length: count }, (_, index) => {
    const number = from + index;
    x += aisles.has(number - 1) ? 2 : 1;
    return {
      ...{ number: String(number), x },
      isAccessible: accessible.has(number),
      hasRestrictedView: restricted.has(number),
    };
  });
}

const withoutIds = ({ label, categoryId, seats }: Extract<Block, { kind: 'kept' }>['rows'][number]): GivenRow => ({
  label,
  categoryId,
  seats: seats.map(({ number, x, isAccessible = false, hasRestrictedView = false }) => ({
    ...{ number, x, isAccessible, hasRestrictedView },
  })),
});

function rowsOf(block: Block, faults: MapFaults): GivenRow[] {
  if (block.kind === 'kept') return block.rows.map(withoutIds);
  const report = (field: keyof RangeBlock, code: string) => {
    faults[`${block.key}.${field}`] = { code };
  };
  const [first, last, categoryId] = [block.firstRow.trim(), block.lastRow.trim(), block.category.trim()];
  const labels = labelRange(first, last);
  if (first === '') report('firstRow', 'row_missing');
  else if (!safeName.test(first)) report('firstRow', 'unsafe_seat_name');
  else if (!labels || labels.length > mostRowsInSection) report('lastRow', 'rows_invalid');
  if (!safeName.test(categoryId)) report('category', 'unsafe_seat_name');
  const seats = seatsOf(block, report);
  const isGood = Object.keys(faults).every((name) => !name.startsWith(`${block.key}.`));
  return isGood && labels && seats ? labels.map((label) => ({ label, categoryId, seats })) : [];
}

function standingOf(section: SectionDraft, faults: MapFaults): GivenSection['standing'] {
  const quota = wholeIn(section.quota, 1, largestQuota);
  const categoryId = section.category.trim();
  if (quota === null) faults[`${section.key}.quota`] = { code: 'quota_invalid' };
  if (!safeName.test(categoryId)) faults[`${section.key}.category`] = { code: 'unsafe_seat_name' };
  return quota !== null && safeName.test(categoryId) ? { quota, categoryId } : null;
}

/** Reports the block in which a row's label occurs for the second time. */
function reportRepeatedRows(section: SectionDraft, rowsByBlock: readonly GivenRow[][], faults: MapFaults): void {
  const seen = new Set<string>();
  for (const [index, rows] of rowsByBlock.entries()) {
    const key = section.blocks[index]?.key;
    if (rows.some(({ label }) => seen.has(label))) faults[`${key}.firstRow`] ??= { code: 'duplicate_row' };
    for (const { label } of rows) seen.add(label);
  }
}

export interface ReadMap {
  /** What of the draft can be drawn: all of it when there are no faults. */
  sections: GivenSection[];
  faults: MapFaults;
  /** Of the map as a whole. */
  form: Fault[];
}

/** Returns the sections that a draft describes, as the API takes them, with every fault at once. */
export function sectionsOf({ sections: drafts }: MapDraft): ReadMap {
  const faults: MapFaults = {};
  const taken = new Set(drafts.flatMap(({ id }) => id ?? []));
  const sections: GivenSection[] = [];
  for (const draft of drafts) {
    const { key, name } = draft;
    if (!isVisible(name)) faults[`${key}.name`] = { code: 'name_missing' };
    const rowsByBlock = draft.kind === 'seats' ? draft.blocks.map((block) => rowsOf(block, faults)) : [];
    const standing = draft.kind === 'standing' ? standingOf(draft, faults) : null;
    if (draft.kind === 'seats' && draft.blocks.length === 0) faults[`${key}.name`] ??= { code: 'section_without_rows' };
    reportRepeatedRows(draft, rowsByBlock, faults);
    const rows = rowsByBlock.flat();
    if (rows.length === 0 && !standing) continue;
    const id = draft.id ?? newId(name, taken);
    taken.add(id);
    sections.push({ id, name: name.trim(), rows, standing });
  }
  return { sections, faults, form: drafts.length === 0 ? [{ code: 'seat_map_empty' }] : [] };
}

/**
 * Returns the name of the form's field that an answer of the API names: `sections.0.rows.3.seats` is of the block with
 * the fourth row. A field of no section stays as it is.
 */
export function fieldNamed({ sections }: MapDraft, field: string | undefined): string | undefined {
  const [, at, row, part = ''] = /^(?:seatMap\.)?sections\.(\d+)\.?(?:rows\.(\d+)\.?)?(.*)$/.exec(field ?? '') ?? [];
  const section = sections[Number(at)];
  if (at === undefined || !section) return field;
  if (row === undefined) return `${section.key}.${sectionFields[part] ?? 'name'}`;
  return `${blockWithRow(section, Number(row))?.key ?? section.key}.${blockFields[part] ?? 'seatsPerRow'}`;
}

const sectionFields: Record<string, string> = { 'standing.quota': 'quota', 'standing.categoryId': 'category' };
const blockFields: Record<string, string> = { label: 'firstRow', categoryId: 'category' };

function blockWithRow({ blocks }: SectionDraft, row: number): Block | undefined {
  let seen = 0;
  return blocks.find((block) => {
    seen += rowsOf(block, {}).length;
    return row < seen;
  });
}

const blockFieldNames = [
  'firstRow',
  'lastRow',
  'seatsPerRow',
  'firstSeat',
  'category',
  'aisles',
  'accessible',
  'restricted',
] as const satisfies readonly (keyof RangeBlock)[];

/** Names of all fields that a draft's form shows. */
export const fieldNamesOf = ({ sections }: MapDraft): string[] =>
  sections.flatMap(({ key, kind, blocks }) => [
    `${key}.name`,
    ...(kind === 'standing' ? [`${key}.quota`, `${key}.category`] : []),
    ...blocks
      .filter((block) => block.kind === 'range')
      .flatMap((block) => blockFieldNames.map((field) => `${block.key}.${field}`)),
  ]);

/**
 * Returns which field gets the focus after a change: the first that is new, or after a removal the name of the section
 * that lost rows; a null field when that section is gone. Null for a change that neither adds nor removes fields.
 */
export function fieldAfterChange(before: MapDraft, after: MapDraft): { field: string | null } | null {
  const names = new Set(fieldNamesOf(before));
  const added = fieldNamesOf(after).find((name) => !names.has(name));
  if (added) return { field: added };
  const blocksOf = (draft: MapDraft, key: string) => draft.sections.find((section) => section.key === key)?.blocks;
  const shorter = before.sections.find(({ key, blocks }) => blocksOf(after, key)?.length !== blocks.length);
  if (!shorter) return null;
  return { field: blocksOf(after, shorter.key) ? `${shorter.key}.name` : null };
}
