import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { defaultCacheFolder } from '@ticketing/local/config';
import { programFromNpm } from '@ticketing/local/install';
import { z } from 'zod';
import { loadConfig } from '../config.ts';
import type { Person } from '../person.ts';

const runFile = promisify(execFile);
const locked = join(import.meta.dirname, '../../lighthouse');
const { dependencies } = z
  .object({ dependencies: z.object({ lighthouse: z.string() }) })
  .parse(JSON.parse(readFileSync(join(locked, 'package.json'), 'utf8')));

/** Lighthouse takes 85 MB, so it is installed by the first of the few runs that need it. */
const installed = () =>
  programFromNpm(
    {
      locked,
      program: 'lighthouse/cli/index.js',
      folder: join(defaultCacheFolder(), `lighthouse-${dependencies.lighthouse}`),
    },
    (text) => void process.stderr.write(`lighthouse: ${text}\n`),
  );

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
  /** Titles of the failed audits. */
  failed: string[];
}

/** Occasionally Chromium records no trace of a page; then Lighthouse asks for another run. */
const attempts = 3;

async function runLighthouse(args: readonly string[], attempt = 1): Promise<z.infer<typeof report>> {
  const env = { ...process.env, NODE_OPTIONS: '', CHROME_PATH: loadConfig().chromium };
  try {
    const { stdout } = await runFile(process.execPath, [await installed(), ...args], {
      env,
      maxBuffer: 64 * 1024 * 1024,
    });
    return report.parse(JSON.parse(stdout));
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    if (attempt < attempts && stderr?.includes('run Lighthouse again')) return runLighthouse(args, attempt + 1);
    throw new Error(`Lighthouse failed: ${stderr ?? String(error)}`, { cause: error });
  }
}

export type Device = 'phone' | 'desktop';

/**
 * Runs Lighthouse on a page, in a separate process and browser.
 * @param device a phone has a quarter of this machine's speed and a slow connection (Lighthouse's default)
 * @throws when the page can't be loaded
 */
export async function judgePage(url: string, person?: Person, device: Device = 'phone'): Promise<Scores> {
  const args = [
    url,
    '--output=json',
    '--quiet',
    '--only-categories=performance,accessibility,best-practices',
    `--chrome-flags=${chromeFlags}`,
    '--no-enable-error-reporting',
    ...(device === 'desktop' ? ['--preset=desktop'] : []),
    ...(person ? [`--extra-headers=${JSON.stringify({ cookie: person.cookie })}`] : []),
  ];
  const { categories, audits } = await runLighthouse(args);
  const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    failed: Object.values(audits).flatMap(({ score: got, title }) => (got !== null && got < 0.9 ? [title] : [])),
  };
}
