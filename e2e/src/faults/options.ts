import { parseArgs } from 'node:util';
import { faults } from './catalogue/index.ts';

export const usage = `Injects every fault that is possible on one machine under traffic, and checks the invariants after each:
npm run test:faults -- [options]
  --rounds <n>        runs all faults n times, each round with another seed and a fresh system (default: 1)
  --only <fault,…>    runs these faults; * at the end of a name selects several: 'kill-*'
  --seed <n>          seed of the first round; later rounds increment it (default: random, printed)
  --patience <n>      allows the system n × 60 s to become quiet, for a busy machine
  --long              makes outages last 10 minutes instead of 60 s
  --resume            resumes an interrupted run with its seeds and options; completed faults are not repeated
  --keep              leaves the system running at the end
  --list              lists the faults
  --help              shows this text

Output is in .local/faults: report.md and report.json, run.json (for --resume), the system, and the logs of failed runs.
The exit code is 1 when an invariant was violated.`;

export interface Options {
  rounds: number;
  only: string[];
  seed: string | undefined;
  patience: number;
  isLong: boolean;
  resumes: boolean;
  keeps: boolean;
  lists: boolean;
  helps: boolean;
}

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws UsageError */
export function parseOptions(args: string[]): Options {
  const { values } = parse(args);
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new UsageError(`--rounds is "${values.rounds}", not a number ≥ 1`);
  if (values.seed !== undefined && !/^\d{1,9}$/.test(values.seed))
    throw new UsageError(`--seed is "${values.seed}", not a number of at most 9 digits`);
  const patience = Number(values.patience);
  if (!(patience >= 1)) throw new UsageError(`--patience is "${values.patience}", not a number ≥ 1`);
  return {
    rounds,
    patience,
    only: (values.only ?? '').split(',').filter(Boolean),
    seed: values.seed,
    isLong: values.long,
    resumes: values.resume,
    keeps: values.keep,
    lists: values.list,
    helps: values.help,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        rounds: { type: 'string', default: '1' },
        only: { type: 'string' },
        seed: { type: 'string' },
        patience: { type: 'string', default: '1' },
        long: { type: 'boolean', default: false },
        resume: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Names of the selected faults, in the order of a round. @throws UsageError for a pattern that matches none */
export function chooseFaults(only: readonly string[]): string[] {
  const names = faults.map(({ name }) => name);
  const matching = (pattern: string) =>
    names.filter((name) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern));
  const unknown = only.filter((pattern) => matching(pattern).length === 0);
  if (unknown.length > 0) throw new UsageError(`unknown fault ${unknown.join(', ')}; --list shows the faults`);
  const chosen = new Set(only.flatMap(matching));
  return only.length === 0 ? names : names.filter((name) => chosen.has(name));
}
