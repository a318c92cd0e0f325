export interface ClosedLoop {
  done: number;
  seconds: number;
}

/**
 * Runs a fixed number of concurrent loops, each of which starts the next item when the previous one is done. Measures the
 * system's capacity.
 * @param next processes one item; returns null when none is left
 */
export async function closedLoop(concurrency: number, next: () => Promise<unknown> | null): Promise<ClosedLoop> {
  const startedAt = performance.now();
  let done = 0;
  const worker = async () => {
    for (let work = next(); work !== null; work = next()) {
      await work;
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return { done, seconds: (performance.now() - startedAt) / 1_000 };
}
