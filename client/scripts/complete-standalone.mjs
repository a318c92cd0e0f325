// Adds the static files to Next's standalone folder, which is then complete for local use and images.
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';

const client = path.join(import.meta.dirname, '..');
const target = path.join(client, '.next/standalone/client/.next/static');

await rm(target, { recursive: true, force: true });
await cp(path.join(client, '.next/static'), target, { recursive: true });
