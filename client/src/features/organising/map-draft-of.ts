import type { MapRow, MapSection, SeatMap } from './api/schemas.ts';
import { type Block, blankMap, type MapDraft, type RangeBlock, type SectionDraft } from './map-draft.ts';
import { labelRange, listNumbers } from './seat-names.ts';

type RangeOfSeats = Pick<RangeBlock, 'firstSeat' | 'seatsPerRow' | 'aisles' | 'accessible' | 'restricted'>;

/** Returns a row's seats as a range with aisles; null when they are none. */
function rangeOf({ seats }: MapRow): RangeOfSeats | null {
  const numbers = seats.map(({ number }) => (/^(0|[1-9]\d{0,3})$/.test(number) ? Number(number) : Number.NaN));
  const first = numbers[0] ?? Number.NaN;
  const steps = seats.map(({ x }, index) => x - (seats[index - 1]?.x ?? 0));
  const isRange = numbers.every((number, index) => number === first + index);
  if (!isRange || steps[0] !== 1 || !steps.every((step) => step === 1 || step === 2)) return null;
  const numbersOf = (has: (index: number) => boolean | undefined) =>
    listNumbers(numbers.filter((_, index) => has(index)));
  return {
    firstSeat: String(first),
    seatsPerRow: String(seats.length),
    aisles: numbersOf((index) => steps[index + 1] === 2),
    accessible: numbersOf((index) => seats[index]?.isAccessible),
    restricted: numbersOf((index) => seats[index]?.hasRestrictedView),
  };
}

/** Returns the block with one more row; null when the row is of another kind. */
function extended(block: Block | undefined, row: MapRow, range: RangeOfSeats | null): Block | null {
  if (block?.kind === 'kept') return range ? null : { ...block, rows: [...block.rows, row] };
  if (!block || !range || block.category !== row.categoryId) return null;
  if (Object.entries(range).some(([name, value]) => block[name as keyof RangeOfSeats] !== value)) return null;
  const labels = labelRange(block.firstRow, block.lastRow) ?? [];
  const [next] = labelRange(block.firstRow, row.label)?.slice(labels.length) ?? [];
  return next === row.label ? { ...block, lastRow: row.label } : null;
}

/** Returns the draft of a venue's seat map, which has the same seats. */
export function mapDraftOf(seatMap: SeatMap | null): MapDraft {
  if (!seatMap) return blankMap;
  let count = 0;
  const newKey = (kind: string) => {
    count += 1;
    return `${kind}${count}`;
  };
  const blocksOf = ({ rows }: MapSection): Block[] => {
    const blocks: Block[] = [];
    for (const row of rows) {
      const range = rangeOf(row);
      const longer = extended(blocks.at(-1), row, range);
      if (longer) blocks[blocks.length - 1] = longer;
      else if (!range) blocks.push({ kind: 'kept', key: newKey('b'), rows: [row] });
      else {
        const { label: firstRow, categoryId: category } = row;
        blocks.push({ kind: 'range', key: newKey('b'), firstRow, lastRow: '', category, ...range });
      }
    }
    return blocks;
  };
  const sectionOf = (section: MapSection): SectionDraft => ({
    key: newKey('s'),
    id: section.id,
    name: section.name,
    kind: section.standing ? 'standing' : 'seats',
    quota: section.standing ? String(section.standing.quota) : '',
    category: section.standing?.categoryId ?? '',
    blocks: blocksOf(section),
  });
  return { sections: seatMap.sections.map(sectionOf) };
}
