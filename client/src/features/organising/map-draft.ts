import type { Fault } from '@/api/problem.ts';
import type { MapRow } from './api/schemas.ts';

/** Rows of the same kind, as people describe them. Every field is text. */
export interface RangeBlock {
  kind: 'range';
  /** Unique in the draft; begins the names of its fields. */
  key: string;
  firstRow: string;
  /** '' for a single row. */
  lastRow: string;
  firstSeat: string;
  seatsPerRow: string;
  /** Numbers of the seats with an aisle to their right. */
  aisles: string;
  accessible: string;
  restricted: string;
  category: string;
}

/** Rows that a range does not describe, such as seats 1a and 1b: they stay as they are, or go. */
export interface KeptBlock {
  kind: 'kept';
  key: string;
  rows: readonly MapRow[];
}

export type Block = RangeBlock | KeptBlock;

export interface SectionDraft {
  key: string;
  /** Of a section that the venue has already: seats are known by it. */
  id: string | null;
  name: string;
  kind: 'seats' | 'standing';
  /** Of a standing area. */
  quota: string;
  category: string;
  /** Of a section with seats; the best first. */
  blocks: readonly Block[];
}

/** A seat map being edited. */
export interface MapDraft {
  sections: readonly SectionDraft[];
}

/** By the name of a field. */
export type MapFaults = Record<string, Fault>;

/** Returns a key that the draft does not have. */
function freeKey({ sections }: MapDraft, kind: 's' | 'b'): string {
  const keys = sections.flatMap(({ key, blocks }) => [key, ...blocks.map((block) => block.key)]);
  const highest = Math.max(0, ...keys.map((key) => Number(key.slice(1))));
  return `${kind}${highest + 1}`;
}

const blankBlock = (key: string, before: RangeBlock | undefined): RangeBlock => ({
  kind: 'range',
  key,
  firstRow: '',
  lastRow: '',
  firstSeat: before?.firstSeat ?? '1',
  seatsPerRow: before?.seatsPerRow ?? '',
  aisles: before?.aisles ?? '',
  accessible: '',
  restricted: '',
  category: before?.category ?? 'A',
});

const firstBlock = (key: string): RangeBlock => ({ ...blankBlock(key, undefined), firstRow: 'A' });

/** A first section to fill in. */
export const blankMap: MapDraft = {
  sections: [{ key: 's1', id: null, name: '', kind: 'seats', quota: '', category: 'A', blocks: [firstBlock('b2')] }],
};

export function withSection(draft: MapDraft, kind: SectionDraft['kind']): MapDraft {
  const key = freeKey(draft, 's');
  const section: SectionDraft = { key, id: null, name: '', kind, quota: '', category: '', blocks: [] };
  const added = { sections: [...draft.sections, section] };
  return kind === 'seats' ? changedSection(added, key, { blocks: [firstBlock(freeKey(added, 'b'))] }) : added;
}

export const withoutSection = ({ sections }: MapDraft, key: string): MapDraft => ({
  sections: sections.filter((section) => section.key !== key),
});

/** Moves a section by one: the first is the best. */
export function movedSection({ sections }: MapDraft, key: string, by: -1 | 1): MapDraft {
  const from = sections.findIndex((section) => section.key === key);
  const [moved, other] = [sections[from], sections[from + by]];
  if (!moved || !other) return { sections };
  return { sections: sections.with(from, other).with(from + by, moved) };
}

export const changedSection = ({ sections }: MapDraft, key: string, change: Partial<SectionDraft>): MapDraft => ({
  sections: sections.map((section) => (section.key === key ? { ...section, ...change } : section)),
});

/** Adds rows like the ones before them. */
export function withBlock(draft: MapDraft, section: SectionDraft): MapDraft {
  const before = section.blocks.findLast((block) => block.kind === 'range');
  return changedSection(draft, section.key, { blocks: [...section.blocks, blankBlock(freeKey(draft, 'b'), before)] });
}

export const withoutBlock = (draft: MapDraft, section: SectionDraft, key: string): MapDraft =>
  changedSection(draft, section.key, { blocks: section.blocks.filter((block) => block.key !== key) });

export const changedBlock = (
  draft: MapDraft,
  section: SectionDraft,
  key: string,
  change: Partial<Omit<RangeBlock, 'key' | 'kind'>>,
): MapDraft =>
  changedSection(draft, section.key, {
    blocks: section.blocks.map((block) =>
      block.key === key && block.kind === 'range' ? { ...block, ...change } : block,
    ),
  });
