// npm run bench [-- b1 b2 …] [--quick]: measures, checks what was measured, and writes bench/RESULTS.md.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { latency } from './b1-latency.ts';
import { throughput } from './b2-throughput.ts';
import { backlog } from './b4-backlog.ts';
import { cpu } from './b7-cpu.ts';
import type { BenchContext } from './bench.ts';
import { measureDrains } from './load/measure-drains.ts';
import { pages } from './pages.ts';
import { createEnvironment } from './parts/environment.ts';
import { once } from './parts/once.ts';
import { resultsText, type Section } from './results.ts';

const args = process.argv.slice(2);
const isQuick = args.includes('--quick');
const chosen = args.filter((arg) => !arg.startsWith('-')).map((name) => name.toLowerCase());

const startedAt = performance.now();
const progress = (text: string): void => {
  process.stdout.write(`${((performance.now() - startedAt) / 1_000).toFixed(0).padStart(5)} s  ${text}\n`);
};
const context: BenchContext = { environment: createEnvironment(progress), isQuick, progress };
const drains = once(() => measureDrains(context));
const benches = [latency, throughput(drains), backlog, cpu(drains), pages];

const unknown = chosen.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  process.stderr.write(`no benchmark ${unknown.join(', ')}; there are ${benches.map(({ name }) => name).join(', ')}\n`);
  process.exit(64); // EX_USAGE of sysexits.h
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => process.exit(code));

const sections: Section[] = [];
try {
  for (const { name, title, run } of benches.filter(({ name }) => chosen.length === 0 || chosen.includes(name))) {
    progress(`── ${name}: ${title}`);
    sections.push({ title, ...(await run(context)) });
  }
} finally {
  await context.environment.stop();
}
const command = ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' ');
const text = resultsText(sections, command, new Date());
await writeFile(join(import.meta.dirname, '../RESULTS.md'), text);
process.stdout.write(`\n${text}`);
process.exit(0);
