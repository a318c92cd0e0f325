import { waitFor } from '@ticketing/common/backoff';
import { readEndpoints } from '@ticketing/local/endpoints';
import { runLocal } from '@ticketing/local/run';
import { type Bench, compare } from './bench.ts';
import { firstOrder } from './load/first-order.ts';
import { ownStack } from './parts/own-stack.ts';
import { type Chain, criticalPath, readStartSteps } from './parts/start-steps.ts';
import { median, seconds } from './statistics.ts';

const addressWithinMs = 60_000;

interface ColdStart {
  firstOrderMs: number;
  chain: Chain;
}

/** Starts a marketplace without data and completes an order as soon as possible. */
async function startCold(): Promise<ColdStart> {
  const stack = ownStack();
  await runLocal(stack, 'reset');
  const startedAt = performance.now();
  const starting = runLocal(stack, 'start', '--detach');
  try {
    const findAddress = async () => readEndpoints(stack.TICKETING_HOME)?.addresses.gateway ?? null;
    const storeUrl = await waitFor(findAddress, { timeoutMs: addressWithinMs });
    if (!storeUrl) throw new Error('the supervisor has reported no addresses');
    await firstOrder(storeUrl);
    const firstOrderMs = performance.now() - startedAt;
    if ((await starting) !== 0) throw new Error('the marketplace did not start');
    return { firstOrderMs, chain: criticalPath(readStartSteps(stack.TICKETING_HOME)) };
  } finally {
    await starting;
    await runLocal(stack, 'reset');
  }
}

/** Measures the start of the marketplace. */
export const coldStart: Bench = {
  name: 'b6',
  title: 'B6 · Cold start',
  async run({ isQuick, progress }) {
    progress('a start that does not count: installs missing parts, builds the client');
    await startCold();
    const starts: ColdStart[] = [];
    for (let round = 1; round <= (isQuick ? 1 : 3); round += 1) {
      const { firstOrderMs, chain } = await startCold();
      const chainText = `${chain.names.join(' → ')} in ${seconds(chain.tookMs / 1_000)}`;
      progress(`round ${round}: first order after ${seconds(firstOrderMs / 1_000)}; ${chainText}`);
      starts.push({ firstOrderMs, chain });
    }
    const chains = new Set(starts.map(({ chain }) => chain.names.join(' → ')));
    return {
      findings: [
        compare({
          what: `start of everything, without data, until the first order is complete; peer: the slowest chain (${[...chains].join('; or ')})`,
          ours: median(starts.map(({ firstOrderMs }) => firstOrderMs / 1_000)),
          peer: median(starts.map(({ chain }) => chain.tookMs / 1_000)),
          unit: seconds,
          atMost: 1.3,
        }),
      ],
      invariants: 'the order is paid and complete, and every step of the start completed',
      limits:
        'Parts are installed and the client is built; databases, topics, schemas and connector are created. The chain is the ' +
        'critical path of the start: each step from the completion of its dependencies until it was ready, measured in the same ' +
        'start with everything else on the same cores. The rest is the start of the command line and of the supervisor, two ' +
        'sign-ups, a listing, a purchase, and its events in the relays. The purchase starts as soon as the services respond and ' +
        'does not wait for the client.',
    };
  },
};
