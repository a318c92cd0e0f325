import { pause } from '../backoff/index.ts';
import { ConfigError, type Environment } from '../config/index.ts';
import { createRandom, type Random } from '../random/index.ts';
import type { FailpointName } from './names.ts';
import { type ArmedFailpoint, parseFailpoints } from './parse-failpoints.ts';

export { type FailpointName, failpointNames } from './names.ts';

interface Armed {
  failpoints: readonly ArmedFailpoint[];
  random: Random;
}
/** One per process, like its environment, so that failpoints need not be passed around. */
let armed: Armed | null = null;

/**
 * Arms the failpoints named in FAILPOINTS, with random numbers seeded by FAILPOINTS_SEED. For tests:
 * `mongo-relay.after-ack:kill:0.01;consumer.before-apply@orders.order.created.v1:delay:0-200`.
 * @returns the number of armed failpoints
 * @throws ConfigError when an entry is invalid or the process runs in production
 */
export function armFailpoints(env: Environment): number {
  const failpoints = parseFailpoints(env.FAILPOINTS ?? '');
  if (failpoints.length > 0 && env.NODE_ENV === 'production')
    throw new ConfigError('FAILPOINTS is for tests and is refused while NODE_ENV is production');
  armed = failpoints.length > 0 ? { failpoints, random: createRandom(env.FAILPOINTS_SEED ?? '') } : null;
  return failpoints.length;
}

/** Kills or delays this process when the failpoint is armed; otherwise returns at once. */
export function failpoint(name: FailpointName, label?: string): Promise<void> | undefined {
  return armed ? reach(armed, name, label) : undefined;
}

async function reach({ failpoints, random }: Armed, name: FailpointName, label?: string): Promise<void> {
  for (const at of failpoints) {
    if (at.name !== name || (at.label !== undefined && at.label !== label)) continue;
    if (random.next() >= at.probability) continue;
    if (at.delayMs) await pause(random.between(at.delayMs.min, at.delayMs.max));
    else process.kill(process.pid, 'SIGKILL');
  }
}
