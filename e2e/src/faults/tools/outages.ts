import { pause } from '@ticketing/common/backoff';
import type { Stage } from '../fault.ts';

/** Kills a program at a random moment and restarts it. */
export async function killAndRestart({ system, random, note }: Stage, name: string, downMs = 0): Promise<void> {
  await pause(random.between(200, 1_500));
  system.kill(name);
  note(`${name} killed`);
  await pause(downMs);
  await system.restart(name);
}

/** Stops a program gracefully for some time. */
export async function stopFor({ system, note }: Stage, name: string, ms: number): Promise<void> {
  await system.stop(name);
  note(`${name} stopped for ${seconds(ms)}`);
  try {
    await pause(ms);
  } finally {
    await system.restart(name);
  }
}

/** Freezes a program with its connections open, like a swapping machine or a paused container. */
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
