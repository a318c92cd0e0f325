import { DatabaseSync } from 'node:sqlite';
import { expect, it } from '@jest/globals';
import { openTable } from './table.ts';

const given = (ids: string[]) => {
  const table = openTable<string>(new DatabaseSync(':memory:'), 'letters');
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
  expect(table.get('a')).toBe('changed');
  expect([...table.newestFirst()]).toEqual(['b', 'changed']);
});

it('has no row that was removed or never existed', () => {
  const table = given(['a', 'b', 'c']);
  table.remove('b');
  expect([table.get('b'), table.get('x')]).toEqual([undefined, undefined]);
  expect(table.rows()).toEqual(['a', 'c']);
  expect([...table.newerThan('a')]).toEqual(['c']);
});

it('walks twice at a time', () => {
  const table = given(['a', 'b']);
  expect([...table.newestFirst()].flatMap((outer) => [...table.newestFirst()].map((inner) => outer + inner))).toEqual([
    'bb',
    'ba',
    'ab',
    'aa',
  ]);
});
