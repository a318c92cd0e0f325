// Part of npm run check: verifies that package-lock.json installs on every platform, and what it brings.
import { join } from 'node:path';
import { readLockfile } from '@ticketing/local/native-packages';
import { lockfileProblems } from './lockfile-problems.ts';
import { packageRisks } from './package-risks.ts';

const lockfile = readLockfile(join(import.meta.dirname, '../../..'));
const risks = packageRisks(lockfile);
if (risks.length > 0) {
  process.stderr.write(`${risks.join('\n')}\n`);
  process.exitCode = 1;
}
const problems = lockfileProblems(lockfile);
if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}
To make npm add a missing package, remove the entry of its dependent from package-lock.json, then run
npm install --package-lock-only --ignore-scripts
`);
  process.exitCode = 1;
}
