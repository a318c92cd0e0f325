import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { notInjectable } from './not-injectable.ts';
import { type FaultResult, problemsIn, type Run } from './results.ts';
import { faultsFolder } from './stack.ts';

const seconds = (ms: number): string => (ms / 1000).toFixed(1);
const columns = ['fault', 'seed', 'orders', 'events', 'duplicates', 'quiet after', 'verdict'] as const;

const cellsOf = ({ fault, seed, orders, events, duplicates, toQuietMs, problems }: FaultResult): string[] => [
  fault,
  seed,
  String(orders),
  String(events),
  String(duplicates),
  `${seconds(toQuietMs)} s`,
  problems.length === 0 ? 'holds' : 'BROKEN',
];

const widths = [30, 12, 7, 8, 11, 12, 7];
const padded = (cells: readonly string[]) => cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' ');

export const tableHead = (): string => padded(columns);
export const tableRow = (result: FaultResult): string => padded(cellsOf(result));

export const commandFor = (fault: string, seed: string): string =>
  `npm run test:faults -- --only ${fault} --seed ${seed}`;

const markdownRow = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

export function markdownOf(run: Run): string {
  const broken = problemsIn(run);
  const groups = [...Map.groupBy(run.results, ({ group }) => group)];
  const sum = (of: (result: FaultResult) => number) => run.results.reduce((total, result) => total + of(result), 0);
  return [
    '# Results of the fault suite',
    '',
    'Written by `npm run test:faults`. Each fault is injected while people buy, sell, cancel, pay, pay twice and let',
    'reservations expire; then the system has 60 s to become quiet, and the checker checks I1 to I11: everything in the databases,',
    'on the topics and in Stripe’s ledger, and every response.',
    '',
    `- machine: ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`,
    `- started ${run.startedAt}, ${seconds(sum(({ tookMs }) => tookMs) / 60)} min of faults${run.isLong ? ', with long outages' : ''}${run.patience > 1 ? `; on a busy machine, with ${run.patience} × 60 s to become quiet` : ''}`,
    `- seeds: ${run.seeds.join(', ')}`,
    `- ${run.results.length} runs of ${new Set(run.results.map(({ fault }) => fault)).size} faults, ${sum(({ orders }) => orders)} orders, ${sum(({ events }) => events)} events, ${sum(({ duplicates }) => duplicates)} duplicates`,
    `- verdict: ${broken.length === 0 ? 'every invariant held' : `violated in ${broken.length} runs`}`,
    '',
    markdownRow(columns),
    markdownRow(columns.map(() => '---')),
    ...run.results.map((result) => markdownRow(cellsOf(result))),
    '',
    '## Injected faults',
    ...groups.flatMap(([group, results]) => ['', `### ${group}`, '', ...notesOf(results)]),
    ...(broken.length > 0 ? ['', '## Violations', ...broken.flatMap(problemsOf)] : []),
    '',
    '## Not tested',
    '',
    ...run.leftOut.map(({ fault, reason }) => `- \`${fault}\` on this machine: ${reason}`),
    ...notInjectable.map(({ what, why }) => `- ${what}: ${why}`),
    '',
  ].join('\n');
}

const notesOf = (results: FaultResult[]): string[] =>
  [...Map.groupBy(results, ({ fault }) => fault)].flatMap(([fault, runs]) => [
    `- \`${fault}\`: ${runs[0]?.title ?? ''}`,
    ...runs.map(({ seed, notes }) => `  - ${seed}: ${notes.join('; ') || 'no notes'}`),
  ]);

const problemsOf = ({ fault, seed, problems }: FaultResult): string[] => [
  '',
  `### ${fault}, seed ${seed}`,
  '',
  `\`${commandFor(fault, seed)}\``,
  '',
  '```',
  ...problems,
  '```',
];

/** Writes the report as Markdown and JSON. @returns the path of the Markdown file */
export function writeReport(run: Run): string {
  const markdown = join(faultsFolder, 'report.md');
  writeFileSync(markdown, markdownOf(run));
  writeFileSync(join(faultsFolder, 'report.json'), JSON.stringify({ ...run, notInjectable }, null, 2));
  return markdown;
}
