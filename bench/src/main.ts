import { readArguments } from '@ticketing/common/cli';
import { latency } from './b1-latency.ts';
import { throughput } from './b2-throughput.ts';
import { reservations } from './b3-reservations.ts';
import { backlog } from './b4-backlog.ts';
import { checkout } from './b5-checkout.ts';
import { coldStart } from './b6-cold-start.ts';
import { cpu } from './b7-cpu.ts';
import { timers } from './b8-timers.ts';
import { purchases } from './b9-purchases.ts';
import { tracing } from './b9-tracing.ts';
import { seats } from './b10-seats.ts';
import type { Bench, BenchContext } from './bench.ts';
import { measureDrains } from './load/measure-drains.ts';
import { pages } from './pages.ts';
import { createEnvironment } from './parts/environment.ts';
import { once } from './parts/once.ts';
import { places } from './places.ts';
import { sectionText, writeSection } from './results.ts';

const startedAt = performance.now();
const progress = (text: string): void => {
  process.stdout.write(`${((performance.now() - startedAt) / 1_000).toFixed(0).padStart(5)} s  ${text}\n`);
};
const drains = once(() => measureDrains(context));
// Benchmarks with their own marketplace run first, because the parts that the others start would use CPU time.
const benches = [
  coldStart,
  reservations,
  seats,
  checkout,
  purchases,
  tracing,
  pages,
  places,
  timers,
  latency,
  throughput(drains),
  backlog,
  cpu(drains),
];

const {
  chosen,
  values: { quick: isQuick = false },
} = readArguments({
  usage: `Measures the system beside comparable programs, checks the invariants, and writes the results to bench/RESULTS.md:
npm run bench -- [benchmark …] [options]
  --quick             a short run that only shows whether the benchmarks work; writes no results
  --help              shows this text

Without a name all run, which takes hours. The machine must be quiet. The benchmarks are:
${benches.map(({ name, title }) => `  ${name.padEnd(18)}  ${title}`).join('\n')}`,
  options: { quick: { type: 'boolean' } },
  choices: {
    what: 'benchmark',
    names: benches.map(({ name }) => name),
    matches: (name, given) => name === given.toLowerCase(),
  },
});
const context: BenchContext = { environment: createEnvironment(progress), isQuick, progress };

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => process.exit(code));

/** Runs a benchmark and writes its results immediately, because the next may fail. @returns whether it completed */
async function measure({ name, title, run }: Bench): Promise<boolean> {
  progress(`── ${name}: ${title}`);
  try {
    const section = sectionText({ title, ...(await run(context)) }, name, new Date());
    process.stdout.write(`\n${section}\n`);
    // A quick run is not a result.
    if (!isQuick) writeSection(section);
    return true;
  } catch (error) {
    process.stderr.write(`${name} failed: ${error instanceof Error ? error.stack : String(error)}\n`);
    return false;
  }
}

let failures = 0;
for (const bench of benches.filter(({ name }) => chosen.includes(name))) if (!(await measure(bench))) failures += 1;
await context.environment.stop();
process.exit(failures > 0 ? 1 : 0);
