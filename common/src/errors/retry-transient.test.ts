import { expect, it } from '@jest/globals';
import { retryTransient, ruleViolated, TransientError } from './index.ts';

it('does the work again while a dependency is away', async () => {
  let attempts = 0;
  const work = async () => {
    attempts += 1;
    if (attempts < 3) throw new TransientError('away');
    return 'done';
  };

  expect(await retryTransient(work, { forMs: 10_000, intervalMs: 1 })).toBe('done');
  expect(attempts).toBe(3);
});

it('gives up at once on an error that does not pass, and on any when the time is over', async () => {
  let attempts = 0;
  const failing = (error: Error) => async () => {
    attempts += 1;
    throw error;
  };
  const refused = ruleViolated('no', 'No');

  await expect(retryTransient(failing(refused), { forMs: 10_000, intervalMs: 1 })).rejects.toBe(refused);
  await expect(retryTransient(failing(new TransientError('away')), { forMs: 0, intervalMs: 1 })).rejects.toThrow(
    'away',
  );
  expect(attempts).toBe(2);
});
