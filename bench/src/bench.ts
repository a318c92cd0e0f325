import type { Environment } from './parts/environment.ts';

/** One line of the results. */
export interface Finding {
  what: string;
  /** Our value, with its unit. */
  number: string;
  /** The peer's value in the same session, with its unit. */
  peer: string;
  /** Our value divided by the peer's. */
  ratio: number | null;
  goal: string;
  isMet: boolean;
}

export interface BenchResult {
  findings: Finding[];
  /** Further tables, in Markdown. */
  details?: string;
  /** The checks after the measurement, and their result. */
  invariants: string;
  /** What limits the numbers; one paragraph. */
  limits: string;
}

export interface BenchContext {
  environment: Environment;
  /** Fewer events; the numbers vary more. */
  isQuick: boolean;
  /** Reports progress. */
  progress: (text: string) => void;
}

export interface Bench {
  name: string;
  title: string;
  run(context: BenchContext): Promise<BenchResult>;
}

/** A finding without a peer. */
export const withoutPeer = (finding: Omit<Finding, 'peer' | 'ratio'>): Finding => ({
  ...finding,
  peer: '–',
  ratio: null,
});

export interface Comparison {
  what: string;
  ours: number;
  peer: number;
  /** Formats the numbers. */
  unit: (value: number) => string;
  /** Limit of the ratio; one of the two. */
  atLeast?: number;
  atMost?: number;
  of?: string;
}

/** A finding with a goal for its ratio to the peer. */
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

/** Adds an absolute limit to a finding. */
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
