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

/** A benchmark's results as a section of the document. */
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
Each benchmark and its peers were measured in one session, in turns (A B A B), on parts of their own; ratios count more than
numbers, which are the machine's. Latencies are counted from the schedule of an open loop. What \`npm run bench\` measures
replaces its own section.
`;

const titleOf = (section: string): string => section.split('\n', 1)[0] ?? '';

/** Sections of the document as it is. */
const sectionsNow = (): string[] =>
  existsSync(resultsFile)
    ? readFileSync(resultsFile, 'utf8')
        .split(/^(?=## )/m)
        .slice(1)
        .map((section) => section.trimEnd())
    : [];

/** Puts a section into the document, in the place of an older one of the same benchmark. */
export function keepSection(section: string): void {
  const others = sectionsNow().filter((other) => titleOf(other) !== titleOf(section));
  const sections = [...others, section.trimEnd()].toSorted((a, b) => titleOf(a).localeCompare(titleOf(b)));
  writeFileSync(resultsFile, `${[head.trimEnd(), ...sections].join('\n\n')}\n`);
}
