import { parseArgs } from 'node:util';
import { faults } from './catalogue/index.ts';

export const usage = `Breaks the system in every way one machine can, while people trade, and checks the invariants after each:
npm run test:faults -- [options]
  --rounds <n>        all faults so many times, each time with another seed and a fresh system (default: 1)
  --only <fault,…>    these faults; a name's beginning with * takes several: 'kill-*'
  --seed <n>          of the first round; the next ones count up (default: drawn and printed)
  --patience <n>      the system may take n times 60 s to become quiet, on a machine that has much else to do
  --long              outages last 10 minutes instead of 60 s
  --resume            goes on with the run that was cut off: its seeds and options, what it has done is not done again
  --keep              leaves the system running in the end, to look at
  --list              the faults
  --help              this

Everything is in .local/faults: report.md and report.json, run.json (what --resume reads), the system, and the logs of
runs in which something was wrong. The exit code is 1 when a promise was broken.`;

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

/** Names of the faults that are meant, in the order of a round. @throws UsageError for one that means none */
export function chooseFaults(only: readonly string[]): string[] {
  const names = faults.map(({ name }) => name);
  const meant = (pattern: string) =>
    names.filter((name) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern));
  const unknown = only.filter((pattern) => meant(pattern).length === 0);
  if (unknown.length > 0) throw new UsageError(`no fault ${unknown.join(', ')}; --list shows them`);
  const chosen = new Set(only.flatMap(meant));
  return only.length === 0 ? names : names.filter((name) => chosen.has(name));
}
