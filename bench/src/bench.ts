import type { Environment } from './parts/environment.ts';

/** One measured line of the results. */
export interface Finding {
  what: string;
  /** Of ours, with its unit. */
  number: string;
  /** The peer of the same session, with its unit. */
  peer: string;
  /** Ours over the peer's. */
  ratio: number | null;
  goal: string;
  isMet: boolean;
}

export interface BenchResult {
  findings: Finding[];
  /** What was checked after the measurement, and what was found. */
  invariants: string;
  /** What the numbers are limited by, one paragraph. */
  limits: string;
}

export interface BenchContext {
  environment: Environment;
  /** Fewer events, for a look; the numbers vary more. */
  isQuick: boolean;
  /** Says what is going on. */
  progress: (text: string) => void;
}

export interface Bench {
  name: string;
  title: string;
  run(context: BenchContext): Promise<BenchResult>;
}
