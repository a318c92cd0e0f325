import { setTimeout as delay } from 'node:timers/promises';

export interface Sent {
  /** When it should have been sent, by the schedule. Milliseconds of `performance.now()`. */
  intendedAt: number;
  startedAt: number;
  /** When the work was done: committed, or acknowledged. */
  doneAt: number;
}

/**
 * Sends at a fixed rate, whether or not the earlier ones are done: a system that stalls does not slow down its own load,
 * and what it delays is counted.
 * @param send gets the number of the event, and when it should have been sent
 * @returns what was sent, in the order of the schedule, once all of it is done
 */
export async function openLoop(
  perSecond: number,
  count: number,
  send: (n: number, intendedAt: number) => Promise<void>,
): Promise<Sent[]> {
  const beginAt = performance.now();
  const sending: Promise<Sent>[] = [];
  const one = async (n: number, intendedAt: number): Promise<Sent> => {
    const startedAt = performance.now();
    await send(n, intendedAt);
    return { intendedAt, startedAt, doneAt: performance.now() };
  };
  for (let n = 0; n < count; n += 1) {
    const intendedAt = beginAt + (n * 1_000) / perSecond;
    const early = intendedAt - performance.now();
    if (early > 0) await delay(early);
    sending.push(one(n, intendedAt));
  }
  return Promise.all(sending);
}
