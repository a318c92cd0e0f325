import { cpus, release, totalmem, type } from 'node:os';
import type { BenchResult, Finding } from './bench.ts';

export interface Section extends BenchResult {
  title: string;
}

const gib = 1024 ** 3;

function machine(): string {
  const [cpu] = cpus();
  const memory = `${Math.round(totalmem() / gib)} GiB`;
  return `${cpus().length} × ${cpu?.model ?? 'unknown processor'}, ${memory}, ${type()} ${release()}, Node ${process.version}`;
}

const line = ({ what, number, peer, ratio, goal, isMet }: Finding): string =>
  `| ${what} | ${goal} | ${number} | ${peer} | ${ratio === null ? '–' : `${ratio.toFixed(2)}×`} | ${isMet ? 'met' : '**not met**'} |`;

const sectionText = ({ title, findings, invariants, limits }: Section): string => `## ${title}

| What | Goal | Number | Peer | Ratio | |
|---|---|---|---|---|---|
${findings.map(line).join('\n')}

Checked after: ${invariants}.

${limits}
`;

/** The results as a document. */
export const resultsText = (sections: Section[], command: string, at: Date): string => `# Benchmark results

${at.toISOString().slice(0, 10)} · ${machine()}

\`${command}\` — each benchmark and its peers in one session, in turns (A B A B), on parts of their own; ratios count more than
numbers, which are this machine's. Latencies are counted from the schedule of an open loop.

${sections.map(sectionText).join('\n')}`;
