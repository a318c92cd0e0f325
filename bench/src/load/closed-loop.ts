export interface ClosedLoop {
  done: number;
  seconds: number;
}

/**
 * So many at once, each beginning the next as soon as the last is done: finds what the system can do.
 * @param next does one; null when there is nothing left to do
 */
export async function closedLoop(atOnce: number, next: () => Promise<unknown> | null): Promise<ClosedLoop> {
  const startedAt = performance.now();
  let done = 0;
  const worker = async () => {
    for (let work = next(); work !== null; work = next()) {
      await work;
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { done, seconds: (performance.now() - startedAt) / 1_000 };
}
