import { waitFor } from '@ticketing/common/backoff';
import { readEndpoints } from '@ticketing/local/endpoints';
import { runLocal } from '@ticketing/local/run';
import { type Bench, compare } from './bench.ts';
import { firstOrder } from './load/first-order.ts';
import { ownStack } from './parts/own-stack.ts';
import { type Chain, readStartSteps, slowestChain } from './parts/start-steps.ts';
import { median, seconds } from './statistics.ts';

const addressWithinMs = 60_000;

interface ColdStart {
  firstOrderMs: number;
  chain: Chain;
}

/** Starts a marketplace without data, and buys in it as soon as it can be bought in. */
async function startCold(): Promise<ColdStart> {
  const stack = ownStack();
  await runLocal(stack, 'reset');
  const startedAt = performance.now();
  const starting = runLocal(stack, 'start', '--detach');
  try {
    const findAddress = async () => readEndpoints(stack.TICKETING_HOME)?.addresses.gateway ?? null;
    const storeUrl = await waitFor(findAddress, { timeoutMs: addressWithinMs });
    if (!storeUrl) throw new Error('the supervisor has told no addresses');
    await firstOrder(storeUrl);
    const firstOrderMs = performance.now() - startedAt;
    if ((await starting) !== 0) throw new Error('the marketplace did not start');
    return { firstOrderMs, chain: slowestChain(readStartSteps(stack.TICKETING_HOME)) };
  } finally {
    await starting;
    await runLocal(stack, 'reset');
  }
}

/** How long somebody waits who starts the marketplace. */
export const coldStart: Bench = {
  name: 'b6',
  title: 'B6 · Cold start',
  async run({ isQuick, progress }) {
    progress('a start that is not counted: what is missing is installed, the client is built');
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
          what: `start of everything, without data, until the first order is complete; beside the slowest chain (${[...chains].join('; or ')})`,
          ours: median(starts.map(({ firstOrderMs }) => firstOrderMs / 1_000)),
          peer: median(starts.map(({ chain }) => chain.tookMs / 1_000)),
          unit: seconds,
          atMost: 1.3,
        }),
      ],
      invariants: 'the order was paid and is complete, and every step of the start was done',
      limits:
        'Parts are installed and the client is built; databases, topics, schemas and connector are made anew. The chain is ' +
        'that of steps which need each other, each from when all that it needs was there until it was ready, in the same start ' +
        'and so with everything else beside it on the same cores. On top of it are the start of the command line and of the ' +
        'supervisor, two sign-ups, a listing, a purchase, and its way through the relays. The purchase begins as soon as ' +
        'somebody answers, and need not wait for the client.',
    };
  },
};
