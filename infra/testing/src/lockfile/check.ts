// A step of npm run check: whether package-lock.json installs on every platform.
import { join } from 'node:path';
import { readLockfile } from '@ticketing/local/native-packages';
import { lockfileProblems } from './lockfile-problems.ts';

const problems = lockfileProblems(readLockfile(join(import.meta.dirname, '../../../..')));
if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}
npm adds what it has left out when the entry of the package that needs it is removed from package-lock.json, then
npm install --package-lock-only --ignore-scripts
`);
  process.exitCode = 1;
}
