import { expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { TransientError } from '@ticketing/common/errors';
import { silentLogger } from '@ticketing/common/log';
import { createSender } from './sender.ts';

const log = silentLogger();

it('sends everything once and in order, though the receiver is away at first', async () => {
  const taken: number[] = [];
  let calls = 0;
  const send = async (items: readonly number[]) => {
    calls += 1;
    if (calls === 1) throw new TransientError('away');
    taken.push(...items);
  };
  const sender = createSender({ name: 'numbers', send, everyMs: 5, batchSize: 2, log });
  sender.add([1, 2, 3]);
  await waitFor(async () => (taken.length === 3 ? true : null), { timeoutMs: 10_000 });
  sender.add([4]);
  await sender.stop();

  expect(taken).toEqual([1, 2, 3, 4]);
});

it('keeps a limited number while the receiver is away, the newest', async () => {
  const taken: number[] = [];
  const { promise: back, resolve: comeBack } = Promise.withResolvers<void>();
  const send = async (items: readonly number[]) => {
    await back;
    taken.push(...items);
  };
  const sender = createSender({ name: 'numbers', send, everyMs: 5, maxWaiting: 3, log });
  sender.add([1, 2, 3, 4, 5]);
  comeBack();
  await sender.stop();

  expect(taken).toEqual([3, 4, 5]);
});
