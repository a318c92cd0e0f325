import { setTimeout as delay } from 'node:timers/promises';

export interface Sent {
  /** Scheduled time, milliseconds of `performance.now()`. */
  intendedAt: number;
  startedAt: number;
  /** When the work was complete: committed, or acknowledged. */
  doneAt: number;
}

/**
 * Sends at a fixed rate, whether or not earlier sends are complete, so a stalling system does not reduce its own load and
 * the delay is measured.
 * @param send receives the event's number and its scheduled time
 * @returns all sends in scheduled order, once they are complete
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
