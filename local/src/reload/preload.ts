// Preloaded into a program that runs with reload, before its own main file.
import { open } from 'node:inspector';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { inspectPortVariable, type ProgramMessage, sparePackagesVariable } from './program-messages.ts';

const tell = (message: ProgramMessage) => {
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
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
  const wanted = new Promise((resolve) => process.once('message', resolve));
  const leave = () => process.exit(0);
  process.once('disconnect', leave);
  await Promise.allSettled(urls.map((url) => import(url)));
  await wanted;
  process.off('disconnect', leave);
}
