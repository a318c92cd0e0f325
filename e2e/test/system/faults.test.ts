import { randomInt } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { createRandom } from '@ticketing/common/random';
import { loadConfig } from '../../src/config.ts';
import { faults } from '../../src/faults/catalogue/index.ts';
import { commandFor } from '../../src/faults/report.ts';
import { openRound, type Round } from '../../src/faults/round.ts';
import { runFault } from '../../src/faults/run-fault.ts';
import { runningSystem } from '../../src/system.ts';

const { home, graceSeconds } = loadConfig();
/** Random; FAULTS_SEED repeats a failed test. */
const seed = process.env.FAULTS_SEED ?? String(randomInt(1, 1_000_000));
const random = createRandom(seed);

/**
 * The quick run injects one fault, the full one a fault of each kind; kills.test kills programs. `npm run test:faults` injects
 * all faults.
 */
const kinds = [
  ['at-mongo-relay-after-ack', 'at-raw-relay-after-ack', 'at-payments-charged', 'at-http-before-answer'],
  ['kafka-kill', 'postgres-immediate-stop', 'mongo-kill', 'redis-kill', 'redis-flushall'],
];
const chosen =
  process.env.TEST_SCOPE === 'full' ? kinds.map((names) => random.pick(names)) : [random.pick(kinds.flat())];

let round: Round;
beforeAll(async () => {
  console.log(`faults with seed ${seed}: ${chosen.join(', ')}`);
  const system = runningSystem();
  // Other tests let reservations expire; this one does not wait for that.
  const options = { isLong: false, libfaketime: undefined, graceSeconds, quietWithinMs: 60_000, settledWithinMs: 0 };
  round = await openRound({ seed, system, home, ...options });
}, 60_000);

describe(`trading during a fault (seed ${seed})`, () => {
  it.each(chosen)(
    '%s: every invariant holds',
    async (name) => {
      const fault = faults.find((candidate) => candidate.name === name);
      if (!fault) throw new Error(`unknown fault ${name}`);
      const { problems } = await runFault(round, fault);
      expect({ command: commandFor(name, seed), problems }).toEqual({ command: commandFor(name, seed), problems: [] });
    },
    240_000,
  );
});
