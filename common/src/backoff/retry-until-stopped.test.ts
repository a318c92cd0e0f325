import { describe, expect, it } from '@jest/globals';
import { type FailedAttempt, retryUntilStopped } from './index.ts';

const backoff = { baseMs: 1, capMs: 1 };
const failing = () => Promise.reject(new Error('unavailable'));

function recorder() {
  const failed: FailedAttempt[] = [];
  const stopping = new AbortController();
  return {
    failed,
    stopping,
    options: {
      signal: stopping.signal,
      backoff,
      onFailure: (_: unknown, attempt: FailedAttempt) => void failed.push(attempt),
    },
  };
}

describe('retryUntilStopped', () => {
  it('returns the result of the first success and reports each failure before it', async () => {
    const { failed, options } = recorder();
    let calls = 0;
    const result = await retryUntilStopped(async () => {
      calls += 1;
      return calls < 3 ? failing() : 'done';
    }, options);
    expect(result).toBe('done');
    expect(failed.map(({ failures }) => failures)).toEqual([1, 2]);
  });

  it('counts failures from 1 again after the work has worked', async () => {
    const { failed, stopping, options } = recorder();
    let calls = 0;
    await retryUntilStopped(async (working) => {
      calls += 1;
      if (calls === 3) working();
      if (calls === 4) stopping.abort();
      await failing();
    }, options);
    expect(failed.map(({ failures }) => failures)).toEqual([1, 2, 1, 2]);
  });

  it('ends during a pause when stopped, without another attempt', async () => {
    const { stopping } = recorder();
    let calls = 0;
    const result = await retryUntilStopped(
      () => {
        calls += 1;
        return failing();
      },
      { signal: stopping.signal, extraMs: 60_000, onFailure: () => stopping.abort() },
    );
    expect(result).toBeUndefined();
    expect(calls).toBe(1);
  });

  it('does not start when it is already stopped', async () => {
    const { stopping, options } = recorder();
    stopping.abort();
    await expect(retryUntilStopped(failing, options)).resolves.toBeUndefined();
  });
});
