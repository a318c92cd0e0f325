// npm run test:faults: injects every fault that is possible on one machine into a separate system, and checks the invariants after each.
import { randomInt } from 'node:crypto';
import { defaultCacheFolder } from '@ticketing/local/config';
import { installToxiproxy } from '@ticketing/local/parts';
import { faults } from './catalogue/index.ts';
import type { Fault, Need } from './fault.ts';
import { chooseFaults, type Options, parseOptions, UsageError, usage } from './options.ts';
import { commandFor, tableHead, tableRow, writeReport } from './report.ts';
import { isDone, problemsIn, type Run, readRun, saveRun } from './results.ts';
import { openRound } from './round.ts';
import { runFault } from './run-fault.ts';
import { graceSeconds, keepLogs, quietWithinMs, removeStack, settledWithinMs, stackHome, startStack } from './stack.ts';
import { findLibfaketime } from './tools/faketime.ts';

const say = (text: string) => void process.stdout.write(`${text}\n`);

interface Machine {
  libfaketime: string | undefined;
  /** Missing tools, with the reason why their faults can't be injected. */
  lacks: Partial<Record<Need, string>>;
}

async function inspectMachine(): Promise<Machine> {
  const cacheFolder = defaultCacheFolder();
  const libfaketime = await findLibfaketime(cacheFolder);
  const toxiproxy = await installToxiproxy(cacheFolder).then(
    () => undefined,
    (error: Error) => error.message,
  );
  return {
    libfaketime,
    lacks: {
      ...(toxiproxy && { toxiproxy }),
      ...(!libfaketime && { faketime: 'libfaketime is not available: apt-get install faketime' }),
    },
  };
}

function plan({ rounds, only, seed, isLong, patience }: Options, { lacks }: Machine): Run {
  const first = Number(seed ?? randomInt(1, 1_000_000));
  const chosen = chooseFaults(only).flatMap((name) => faults.find((fault) => fault.name === name) ?? []);
  const reasonOf = ({ needs }: Fault) => needs && lacks[needs];
  return {
    startedAt: new Date().toISOString(),
    isLong,
    patience,
    seeds: Array.from({ length: rounds }, (_, index) => String(first + index)),
    faults: chosen.filter((fault) => !reasonOf(fault)).map(({ name }) => name),
    leftOut: chosen.flatMap((fault) => {
      const reason = reasonOf(fault);
      return reason ? [{ fault: fault.name, reason }] : [];
    }),
    results: [],
  };
}

async function runRound(run: Run, seed: string, libfaketime: string | undefined): Promise<void> {
  const left = run.faults.filter((name) => !isDone(run, seed, name));
  const todo = faults.filter(({ name }) => left.includes(name));
  if (todo.length === 0) return;
  say(`\nround with seed ${seed}: ${todo.length} faults; starting the system …`);
  const system = await startStack({ hasProxies: todo.some(({ needs }) => needs === 'toxiproxy') });
  const { isLong, patience } = run;
  const times = {
    graceSeconds,
    quietWithinMs: quietWithinMs * patience,
    settledWithinMs: settledWithinMs * patience,
  };
  const round = await openRound({ seed, system, home: stackHome, isLong, libfaketime, ...times });
  say(tableHead());
  for (const fault of todo) {
    const result = await runFault(round, fault);
    run.results.push(result);
    saveRun(run);
    say(tableRow(result));
    if (result.problems.length === 0) continue;
    say(
      `${result.problems.join('\n')}\n  logs: ${keepLogs(`${seed}-${fault.name}`)}\n  ${commandFor(fault.name, seed)}`,
    );
  }
}

async function runAll(options: Options): Promise<number> {
  const machine = await inspectMachine();
  const earlier = options.resumes ? readRun() : null;
  if (options.resumes && !earlier) throw new UsageError('there is no run to resume');
  const run = earlier ?? plan(options, machine);
  for (const { fault, reason } of run.leftOut) say(`left out: ${fault}; ${reason}`);
  saveRun(run);
  try {
    for (const seed of run.seeds) await runRound(run, seed, machine.libfaketime);
  } finally {
    if (!options.keeps) await removeStack();
  }
  const broken = problemsIn(run);
  say(`\nreport: ${writeReport(run)}`);
  say(broken.length === 0 ? 'every invariant held' : `broken: ${broken.map(({ fault }) => fault).join(', ')}`);
  return broken.length === 0 ? 0 : 1;
}

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (options.helps) say(usage);
  else if (options.lists) say(faults.map(({ name, title }) => `${name.padEnd(30)} ${title}`).join('\n'));
  else return runAll(options);
  return 0;
}

// An interrupted run leaves no system running; its results so far are on disk.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void removeStack().finally(() => process.exit(130)));
try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 64; // EX_USAGE of sysexits.h
}
