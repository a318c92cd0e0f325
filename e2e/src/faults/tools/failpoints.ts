import type { FailpointName } from '@ticketing/common/failpoints';
import type { Stage } from '../fault.ts';

const diesWithinMs = 12_000;

export interface DeathsOptions {
  at: FailpointName;
  /** How often it dies before it is started without the failpoint. */
  deaths: number;
  /** Of a death each time the point is reached. */
  probability: number;
}

/** Lets a program die at a point, start again and die there again, and heals it. @returns how often it died */
export async function dieAt(
  stage: Stage,
  program: string,
  { at, deaths, probability }: DeathsOptions,
): Promise<number> {
  const { system, seed, note } = stage;
  let died = 0;
  try {
    for (let turn = 0; turn < deaths; turn += 1) {
      // On a slow machine the dice may spare it for long: then it dies the first time it comes by.
      const odds = turn > 0 && died === 0 ? 1 : probability;
      const env = { FAILPOINTS: `${at}:kill:${odds}`, FAILPOINTS_SEED: `${seed}:${program}:${turn}` };
      // With work waiting it may die before it is ready; that is a death like any other.
      await system.restart(program, env).catch(() => undefined);
      if (await system.endsWithin(program, diesWithinMs)) died += 1;
    }
  } finally {
    await system.restart(program);
  }
  note(`${program} died ${died} times at ${at}`);
  return died;
}
