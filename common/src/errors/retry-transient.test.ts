import { expect, it } from '@jest/globals';
import { retryTransient, ruleViolated, TransientError } from './index.ts';

it('retries while a dependency is unavailable', async () => {
  let attempts = 0;
  const work = async () => {
    attempts += 1;
    if (attempts < 3) throw new TransientError('unavailable');
    return 'done';
  };

  expect(await retryTransient(work, { forMs: 10_000, intervalMs: 1 })).toBe('done');
  expect(attempts).toBe(3);
});

it('fails immediately on a permanent error, and on any error after the timeout', async () => {
  let attempts = 0;
  const failing = (error: Error) => async () => {
    attempts += 1;
    throw error;
  };
  const refused = ruleViolated('no', 'No');

  await expect(retryTransient(failing(refused), { forMs: 10_000, intervalMs: 1 })).rejects.toBe(refused);
  await expect(retryTransient(failing(new TransientError('unavailable')), { forMs: 0, intervalMs: 1 })).rejects.toThrow(
    'unavailable',
  );
  expect(attempts).toBe(2);
});
