// Preloaded into a program that runs with reload, before its own main file.
import { realpathSync } from 'node:fs';
import { open } from 'node:inspector';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  inspectPortVariable,
  type LoadFiles,
  type ProgramMessage,
  type SpareLoaded,
  sparePackagesVariable,
} from './program-messages.ts';

/** What a spare has to tell; nobody listens before it is wanted. */
let held: ProgramMessage[] | null = null;

const tell = (message: ProgramMessage) => {
  if (held) held.push(message);
  else if (process.connected) process.send?.(message, undefined, undefined, () => {});
};
const isOwn = (url: string) => url.startsWith('file:') && !url.includes('/node_modules/');

// A file is reported before it is parsed, so the one with the syntax error is known too.
registerHooks({
  resolve: (specifier, context, nextResolve) => {
    const resolved = nextResolve(specifier, context);
    const isPackage = resolved.url.startsWith('file:') && !isOwn(resolved.url);
    if (isPackage && isOwn(context.parentURL ?? '')) tell({ usesPackage: resolved.url });
    return resolved;
  },
  load: (url, context, nextLoad) => {
    if (isOwn(url)) tell({ imported: fileURLToPath(url) });
    return nextLoad(url, context);
  },
});

const packages = process.env[sparePackagesVariable];
if (packages) {
  delete process.env[sparePackagesVariable];
  await becomeSpare(packages.split('\n'));
}

const inspectPort = process.env[inspectPortVariable];
if (inspectPort) open(Number(inspectPort), '127.0.0.1');

/** Loads what the program needs from node_modules, four fifths of its start, and waits until the program is wanted. */
async function becomeSpare(urls: readonly string[]): Promise<void> {
  held = [];
  const wanted = Promise.withResolvers<void>();
  const onMessage = (message: unknown) => (isLoadFiles(message) ? void loadFiles(message) : wanted.resolve());
  const leave = () => process.exit(0);
  process.on('message', onMessage);
  process.once('disconnect', leave);
  await Promise.allSettled(urls.map((url) => import(url)));
  if (process.connected) process.send?.({ isLoaded: true } satisfies SpareLoaded, undefined, undefined, () => {});
  await wanted.promise;
  process.off('message', onMessage);
  process.off('disconnect', leave);
  const messages = held;
  held = null;
  messages.forEach(tell);
}

function isLoadFiles(message: unknown): message is LoadFiles {
  return typeof message === 'object' && message !== null && 'load' in message;
}

/** Loads all but the main file, which runs the program. A file with an error fails again when the program imports it. */
function loadFiles({ load }: LoadFiles): Promise<unknown> {
  const main = realpathSync(process.argv[1] ?? '');
  return Promise.allSettled(load.filter((file) => file !== main).map((file) => import(pathToFileURL(file).href)));
}
