import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readArguments } from '@ticketing/common/cli';

readArguments({
  usage: `Checks format, lint, types, import boundaries, unused code, drift of generated code, native packages and wording: npm run check
Runs all checks, then fails if one failed.`,
});

const root = join(import.meta.dirname, '../..');
const node = process.execPath;
const checks: { name: string; command: [string, ...string[]] }[] = [
  {
    name: 'format and lint',
    command: [node, 'node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '--colors=off', '.'],
  },
  { name: 'types', command: [node, 'node_modules/typescript/bin/tsc', '--project', 'tsconfig.json'] },
  {
    name: 'types of the client',
    command: [node, 'node_modules/typescript/bin/tsc', '--project', 'client', '--noEmit'],
  },
  {
    name: 'import boundaries',
    command: [
      node,
      'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      'testing/import-rules.cjs',
      '.',
    ],
  },
  { name: 'unused files, exports and dependencies', command: [node, 'node_modules/knip/bin/knip.js', '--no-progress'] },
  { name: 'contracts are generated', command: [node, 'contracts/scripts/generate.ts', '--check'] },
  { name: 'types of the API are generated', command: [node, 'api-client/scripts/generate.ts', '--check'] },
  { name: 'rules of the cluster are generated', command: [node, 'infra/observability/generate.ts', '--check'] },
  { name: 'lockfile: every platform, checksums, licences', command: [node, 'testing/src/lockfile/check.ts'] },
  { name: 'words of the glossary', command: [node, 'testing/src/words/check.ts'] },
];

const failed = checks.filter(({ name, command: [program, ...args] }) => {
  const startedAt = Date.now();
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8' });
  const isGood = status === 0;
  process.stdout.write(`${isGood ? '✔' : '✖'} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)\n`);
  if (!isGood) process.stdout.write(`${stdout}${stderr}\n`);
  return !isGood;
});
process.exit(failed.length === 0 ? 0 : 1);
