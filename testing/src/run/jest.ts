import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultCacheFolder } from '@ticketing/local/config';
import { z } from 'zod';
import { root, run } from './program.ts';
import { countsOf, type Outcome } from './summary.ts';

export const resultsFolder = join(root, '.local/test-results');

const jestResults = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numRuntimeErrorTestSuites: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      startTime: z.number(),
      endTime: z.number(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

const nodeOptions =
  '--experimental-vm-modules --disable-warning=ExperimentalWarning --disable-warning=TimeoutNegativeWarning';

/** Runs jest. A suite that fails to load and a run without a report count as failed. */
export async function jest(
  title: string,
  { isFull, ...options }: { isFull: boolean; parameters: string[]; env?: NodeJS.ProcessEnv },
): Promise<Outcome> {
  mkdirSync(resultsFolder, { recursive: true });
  const outputFile = join(resultsFolder, `${title.replaceAll(' ', '-')}.json`);
  const code = await run(
    title,
    process.execPath,
    ['node_modules/jest/bin/jest.js', '--json', `--outputFile=${outputFile}`, ...options.parameters],
    {
      NODE_OPTIONS: nodeOptions,
      TEST_SCOPE: isFull ? 'full' : 'quick',
      // For the programs that tests start.
      NODE_COMPILE_CACHE: join(defaultCacheFolder(), 'node-compile'),
      ...options.env,
    },
  );
  if (!existsSync(outputFile)) return { passed: 0, failed: 1, folders: [] };
  const results = jestResults.parse(JSON.parse(readFileSync(outputFile, 'utf8')));
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return {
    passed: results.numPassedTests,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    folders: countsOf(
      results.testResults.map(({ name, startTime, endTime, assertionResults }) => ({
        file: name.slice(root.length + 1),
        tests: assertionResults.length,
        ms: endTime - startTime,
      })),
    ),
  };
}
