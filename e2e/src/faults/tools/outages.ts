import { pause } from '@ticketing/common/backoff';
import type { Stage } from '../fault.ts';

/** Kills a program at some moment of the traffic and starts it again. */
export async function killAndRestart({ system, random, note }: Stage, name: string, awayMs = 0): Promise<void> {
  await pause(random.between(200, 1_500));
  system.kill(name);
  note(`${name} killed`);
  await pause(awayMs);
  await system.restart(name);
}

/** A program is away for some time, ended in order. */
export async function stopFor({ system, note }: Stage, name: string, ms: number): Promise<void> {
  await system.stop(name);
  note(`${name} away for ${seconds(ms)}`);
  try {
    await pause(ms);
  } finally {
    await system.restart(name);
  }
}

/** A program stands still with all its connections open, as on a machine that swaps, or in a paused container. */
export async function freezeFor({ system, note }: Stage, name: string, ms: number): Promise<void> {
  const pid = system.pidOf(name);
  process.kill(pid, 'SIGSTOP');
  note(`${name} frozen for ${seconds(ms)}`);
  try {
    await pause(ms);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
