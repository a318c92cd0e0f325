// Adds the static files and public/ to Next's standalone folder, which is then complete for local use and images.
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';

const client = path.join(import.meta.dirname, '..');
const standalone = path.join(client, '.next/standalone/client');

for (const [from, to] of [
  ['.next/static', '.next/static'],
  ['public', 'public'],
]) {
  await rm(path.join(standalone, to), { recursive: true, force: true });
  await cp(path.join(client, from), path.join(standalone, to), { recursive: true });
}
