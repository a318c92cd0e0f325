import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import type { BenchResult, Finding } from './bench.ts';

export interface Section extends BenchResult {
  title: string;
}

const resultsFile = join(import.meta.dirname, '../RESULTS.md');
const gib = 1024 ** 3;

function machine(): string {
  const [cpu] = cpus();
  const memory = `${Math.round(totalmem() / gib)} GiB`;
  return `${cpus().length} × ${cpu?.model ?? 'unknown processor'}, ${memory}, ${type()} ${release()}, Node ${process.version}`;
}

const line = ({ what, number, peer, ratio, goal, isMet }: Finding): string =>
  `| ${what} | ${goal} | ${number} | ${peer} | ${ratio === null ? '–' : `${ratio.toFixed(2)}×`} | ${isMet ? 'met' : '**not met**'} |`;

/** Formats a benchmark's results as a section of the document. */
export const sectionText = (
  { title, findings, details, invariants, limits }: Section,
  name: string,
  at: Date,
): string => `## ${title}
\`npm run bench -- ${name}\` · ${at.toISOString().slice(0, 10)} · ${machine()}

| What | Goal | Number | Peer | Ratio | |
|---|---|---|---|---|---|
${findings.map(line).join('\n')}
${details ? `\n${details}\n` : ''}
Checked after: ${invariants}.

${limits}
`;

const head = `# Benchmark results
Each benchmark and its peers were measured in one session, alternately (A B A B), on separate parts. Ratios matter more than
numbers, which depend on the machine. Latencies are measured from the schedule of an open loop. Each run of
\`npm run bench\` replaces its own sections.
`;

const titleOf = (section: string): string => section.split('\n', 1)[0] ?? '';

/** The existing sections of the document. */
const existingSections = (): string[] =>
  existsSync(resultsFile)
    ? readFileSync(resultsFile, 'utf8')
        .split(/^(?=## )/m)
        .slice(1)
        .map((section) => section.trimEnd())
    : [];

/** Adds a section to the document, or replaces the same benchmark's older one. */
export function writeSection(section: string): void {
  const others = existingSections().filter((other) => titleOf(other) !== titleOf(section));
  const sections = [...others, section.trimEnd()].toSorted((a, b) => titleOf(a).localeCompare(titleOf(b)));
  writeFileSync(resultsFile, `${[head.trimEnd(), ...sections].join('\n\n')}\n`);
}
