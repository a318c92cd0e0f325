import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { loadConfig } from '../config.ts';
import type { Person } from '../person.ts';

const runFile = promisify(execFile);
const cli = join(dirname(createRequire(import.meta.url).resolve('lighthouse/package.json')), 'cli/index.js');
const chromeFlags =
  '--headless=new --no-sandbox --disable-background-networking --disable-component-update --disable-sync';

const report = z.object({
  categories: z.record(z.string(), z.object({ score: z.number().nullable() })),
  audits: z.record(z.string(), z.object({ score: z.number().nullable(), title: z.string() })),
});

/** Scores from 0 to 100. */
export interface Scores {
  performance: number;
  accessibility: number;
  bestPractices: number;
  /** Titles of the audits that are not passed. */
  failed: string[];
}

/**
 * Lets Lighthouse judge a page as a phone would see it, in a process and a browser of its own.
 * @throws when the page can't be loaded
 */
export async function judgePage(url: string, person?: Person): Promise<Scores> {
  const args = [
    url,
    '--output=json',
    '--quiet',
    '--only-categories=performance,accessibility,best-practices',
    `--chrome-flags=${chromeFlags}`,
    '--no-enable-error-reporting',
    ...(person ? [`--extra-headers=${JSON.stringify({ cookie: person.cookie })}`] : []),
  ];
  const { stdout } = await runFile(process.execPath, [cli, ...args], {
    env: { ...process.env, NODE_OPTIONS: '', CHROME_PATH: loadConfig().chromium },
    maxBuffer: 64 * 1024 * 1024,
  });
  const { categories, audits } = report.parse(JSON.parse(stdout));
  const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    failed: Object.values(audits).flatMap(({ score: got, title }) => (got !== null && got < 0.9 ? [title] : [])),
  };
}
