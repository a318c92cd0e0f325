import { expect, it } from '@jest/globals';
import { createTable } from './table.ts';

const given = (ids: string[]) => {
  const table = createTable<string>();
  for (const id of ids) table.put(id, id);
  return table;
};

it('pages in both directions from a row', () => {
  const table = given(['a', 'b', 'c', 'd']);
  expect([...table.newestFirst()]).toEqual(['d', 'c', 'b', 'a']);
  expect([...table.newestFirst('c')]).toEqual(['b', 'a']);
  expect([...table.newerThan('b')]).toEqual(['c', 'd']);
});

it('keeps a changed row in place', () => {
  const table = given(['a', 'b']);
  table.put('a', 'changed');
  expect([...table.newestFirst()]).toEqual(['b', 'changed']);
});

it('keeps order and positions under many insertions and removals', () => {
  const table = given(Array.from({ length: 3000 }, (_, index) => `row${index}`));
  for (let index = 0; index < 2990; index += 1) table.remove(`row${index}`);
  table.put('last', 'last');
  expect([...table.newestFirst()].slice(0, 2)).toEqual(['last', 'row2999']);
  expect([...table.newerThan('row2998')]).toEqual(['row2999', 'last']);
  expect(table.rows()).toHaveLength(11);
});
