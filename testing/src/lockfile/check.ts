// Part of npm run check: verifies that package-lock.json installs on every platform.
import { join } from 'node:path';
import { readLockfile } from '@ticketing/local/native-packages';
import { lockfileProblems } from './lockfile-problems.ts';

const problems = lockfileProblems(readLockfile(join(import.meta.dirname, '../../..')));
if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}
To make npm add a missing package, remove the entry of its dependent from package-lock.json, then run
npm install --package-lock-only --ignore-scripts
`);
  process.exitCode = 1;
}
