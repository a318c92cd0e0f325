import { expect, it } from '@jest/globals';
import { createStatementNames } from './statement-names.ts';

it('names a statement the same each time, and no more statements than the limit', () => {
  const nameOf = createStatementNames(2);

  const names = ['SELECT 1', 'SELECT 2', 'SELECT 3', 'SELECT 1'].map((sql) => nameOf({ sql }));

  expect(names).toEqual(['statement_1', 'statement_2', '', 'statement_1']);
});
