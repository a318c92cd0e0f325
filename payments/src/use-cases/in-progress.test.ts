import { expect, it } from '@jest/globals';
import { createInProgress } from './in-progress.ts';

it('waits for the work of a key, even if it fails, and for nothing else', async () => {
  const inProgress = createInProgress();
  const work = Promise.withResolvers<void>();
  const running = inProgress.run('a', () => work.promise);
  let hasEnded = false;
  const ended = inProgress.ended('a').then(() => {
    hasEnded = true;
  });
  await inProgress.ended('b');
  expect(hasEnded).toBe(false);

  work.reject(new Error('failed'));
  await expect(running).rejects.toThrow('failed');
  await ended;
  await inProgress.ended('a');
});
