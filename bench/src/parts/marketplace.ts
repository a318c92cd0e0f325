import { join } from 'node:path';
import { runningSystem, type System } from '@ticketing/e2e/system';
import { runLocal } from '@ticketing/local/run';

const home = join(import.meta.dirname, '../../../.local/bench');
const stack = { TICKETING_HOME: home, TICKETING_PORTS: 'auto', TICKETING_SEED: 'never' };

/** Runs the whole marketplace, empty and as `npm start` does, while it is measured. @throws when it does not start */
export async function withMarketplace<T>(measure: (system: System) => Promise<T>): Promise<T> {
  await runLocal(stack, 'reset');
  try {
    if ((await runLocal(stack, 'start', '--detach')) !== 0)
      throw new Error(`the marketplace did not start; its logs are in ${join(home, 'logs')}`);
    return await measure(runningSystem(home));
  } finally {
    await runLocal(stack, 'reset');
  }
}
