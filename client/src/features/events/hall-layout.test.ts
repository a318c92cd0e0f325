import { expect, it } from '@jest/globals';
import { hallSections, seatIdAt } from './hall.ts';
import { hall } from './hall-fixture.ts';
import { hitAt, layOut, pitch } from './hall-layout.ts';

/** Sections like those of an arena: 40 with 20 rows of 25 seats. */
const arena = {
  sections: hallSections({
    version: 1,
    sections: Array.from({ length: 40 }, (_, block) => ({
      id: `b${block}`,
      name: `Block ${block}`,
      standing: null,
      rows: Array.from({ length: 20 }, (_, row) => ({
        label: `${row}`,
        categoryId: 'a',
        seats: Array.from({ length: 25 }, (_, x) => ({ id: `b${block}:${row}:${x}`, number: `${x}`, x })),
      })),
    })),
  }),
};

it.each([
  ['a small hall', hall],
  ['an arena', arena],
])('the sections of %s do not overlap and lie in the drawing', (_name, { sections }) => {
  const layout = layOut({ sections });
  for (const one of layout.sections) {
    expect(one.x).toBeGreaterThanOrEqual(0);
    expect(one.x + one.width).toBeLessThanOrEqual(layout.width);
    expect(one.y + one.height).toBeLessThanOrEqual(layout.height);
    for (const other of layout.sections) {
      if (one === other) continue;
      const isApart =
        one.x + one.width <= other.x ||
        other.x + other.width <= one.x ||
        one.y + one.height <= other.y ||
        other.y + other.height <= one.y;
      expect(isApart).toBe(true);
    }
  }
});

it('the best section is in front, in the middle', () => {
  const [best, ...others] = layOut(arena).sections;
  const { width } = layOut(arena);
  if (!best) throw new Error('no section');
  expect(others.every(({ y }) => y >= best.y)).toBe(true);
  expect(Math.abs(best.x + best.width / 2 - width / 2)).toBeLessThan(best.width);
});

it('a drawing of many sections is about as wide as a screen', () => {
  const { width, height } = layOut(arena);
  expect(width / height).toBeGreaterThan(1);
  expect(width / height).toBeLessThan(2);
});

it('a click finds every seat at its place, and none between', () => {
  const layout = layOut(hall);
  for (const { section, rows } of layout.sections)
    for (const { row, y, originX } of rows)
      for (const [index, x] of row.xs.entries()) {
        const hit = hitAt(layout, originX + x * pitch + 3, y - 3);
        expect(hit && seatIdAt(hit.placed.section, hit.row, hit.index)).toBe(seatIdAt(section, row, index));
      }
  const [row] = layout.sections[0]?.rows ?? [];
  expect(row && hitAt(layout, row.originX + 4 * pitch, row.y)).toBeNull();
  expect(hitAt(layout, -50, -50)).toBeNull();
});
