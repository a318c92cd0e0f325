import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { faultsFolder } from './stack.ts';

export interface FaultResult {
  fault: string;
  title: string;
  group: string;
  /** Seed of the round. */
  seed: string;
  orders: number;
  events: number;
  duplicates: number;
  /** Number of journal entries of the round so far. */
  answers: number;
  /** From the last request until no work was left. */
  toQuietMs: number;
  tookMs: number;
  notes: string[];
  /** Violations and failures; empty when all invariants hold. */
  problems: string[];
}

/** One run of the suite, saved after each fault, so that an interrupted run can be resumed. */
export interface Run {
  startedAt: string;
  isLong: boolean;
  /** Factor for the time limit of 60 s. */
  patience: number;
  /** One per round. */
  seeds: string[];
  /** Names, in the order of the round. */
  faults: string[];
  /** Faults that can't be injected on this machine, with the reason. */
  leftOut: { fault: string; reason: string }[];
  results: FaultResult[];
}

const file = join(faultsFolder, 'run.json');

export function saveRun(run: Run): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(run, null, 2));
  renameSync(`${file}.new`, file);
}

/** @returns null when there is none */
export const readRun = (): Run | null => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Run) : null);

export const isDone = ({ results }: Run, seed: string, fault: string): boolean =>
  results.some((result) => result.seed === seed && result.fault === fault);

export const problemsIn = ({ results }: Run): FaultResult[] => results.filter(({ problems }) => problems.length > 0);
