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
  /** Further tables, in Markdown. */
  details?: string;
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

/** A finding that has no peer. */
export const byItself = (finding: Omit<Finding, 'peer' | 'ratio'>): Finding => ({ ...finding, peer: '–', ratio: null });

export interface Comparison {
  what: string;
  ours: number;
  peer: number;
  /** How the numbers are written. */
  unit: (value: number) => string;
  /** What the ratio must be; one of the two. */
  atLeast?: number;
  atMost?: number;
  of?: string;
}

/** A finding that is judged by its ratio to the peer. */
export function compare({ what, ours, peer, unit, atLeast, atMost, of = 'of the peer' }: Comparison): Finding {
  const ratio = ours / peer;
  return {
    what,
    number: unit(ours),
    peer: unit(peer),
    ratio: Number.isFinite(ratio) ? ratio : null,
    goal: atLeast === undefined ? `≤ ${atMost}× ${of}` : `≥ ${atLeast}× ${of}`,
    isMet: atLeast === undefined ? ratio <= (atMost ?? 0) : ratio >= atLeast,
  };
}

/** A finding that must also keep an absolute limit. */
export const alsoAtMost = (
  finding: Finding,
  value: number,
  limit: number,
  unit: (value: number) => string,
): Finding => ({
  ...finding,
  goal: `${finding.goal}, ≤ ${unit(limit)}`,
  isMet: finding.isMet && value <= limit,
});

export interface Table {
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

/** A table in Markdown. */
export const tableText = ({ head, rows }: Table): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
