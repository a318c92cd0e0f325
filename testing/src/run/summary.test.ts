import { expect, it } from '@jest/globals';
import { countsOf, summaryOf } from './summary.ts';

it('sums tests and time by folder, with a separate entry for the system tests', () => {
  const files = [
    { file: 'orders/src/domain/order.test.ts', tests: 3, ms: 1_000 },
    { file: 'orders/test/expiry.test.ts', tests: 2, ms: 500 },
    { file: 'local/src/config.test.ts', tests: 1, ms: 10 },
    { file: 'e2e/test/checker/i3.test.ts', tests: 4, ms: 20 },
    { file: 'e2e/test/system/races.test.ts', tests: 5, ms: 30 },
  ];

  expect(countsOf(files)).toEqual([
    { folder: 'e2e', tests: 4, ms: 20 },
    { folder: 'e2e (system)', tests: 5, ms: 30 },
    { folder: 'local', tests: 1, ms: 10 },
    { folder: 'orders', tests: 5, ms: 1_500 },
  ]);
});

it('ends with a line that sums all runs', () => {
  const summary = summaryOf(
    [
      { passed: 3, failed: 0, folders: [{ folder: 'orders', tests: 3, ms: 1_000 }] },
      { passed: 0, failed: 1, folders: [] },
    ],
    120_000,
  );
  expect(summary.split('\n').slice(-2)).toEqual(['in 2.0 min', '3 passed, 1 failed']);
});
