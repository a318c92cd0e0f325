import type { FailpointName } from '@ticketing/common/failpoints';
import type { Stage } from '../fault.ts';

const crashTimeoutMs = 12_000;

export interface CrashOptions {
  at: FailpointName;
  /** Number of starts with the failpoint. */
  crashes: number;
  /** Probability of a crash each time the point is reached. */
  probability: number;
}

/** Makes a program crash repeatedly at a point, then starts it normally. @returns the number of crashes */
export async function crashAt(
  stage: Stage,
  program: string,
  { at, crashes, probability }: CrashOptions,
): Promise<number> {
  const { system, seed, note } = stage;
  let crashed = 0;
  try {
    for (let turn = 0; turn < crashes; turn += 1) {
      // On a slow machine, chance may prevent a crash for long; then it crashes when it first reaches the point.
      const odds = turn > 0 && crashed === 0 ? 1 : probability;
      const env = { FAILPOINTS: `${at}:kill:${odds}`, FAILPOINTS_SEED: `${seed}:${program}:${turn}` };
      // With pending work it may crash before it is ready; that counts as well.
      await system.restart(program, env).catch(() => undefined);
      if (await system.exitsWithin(program, crashTimeoutMs)) crashed += 1;
    }
  } finally {
    await system.restart(program);
  }
  note(`${program} crashed ${crashed} times at ${at}`);
  return crashed;
}
