import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { faultsFolder } from './stack.ts';

export interface FaultResult {
  fault: string;
  title: string;
  group: string;
  /** The round's. */
  seed: string;
  orders: number;
  events: number;
  duplicates: number;
  /** Promises in the journal at the end, of the whole round. */
  answers: number;
  /** From the last request until nothing was left to do. */
  toQuietMs: number;
  tookMs: number;
  notes: string[];
  /** What was wrong; empty when all invariants hold. */
  problems: string[];
}

/** One call of the suite, kept on disk after each fault, so that one that was cut off can go on. */
export interface Run {
  startedAt: string;
  isLong: boolean;
  /** The bound of 60 s, times this. */
  patience: number;
  /** One a round. */
  seeds: string[];
  /** Names, in their order. */
  faults: string[];
  /** Faults that this machine can't inject, with the reason. */
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
