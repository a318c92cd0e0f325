import { join } from 'node:path';
import { watch } from 'chokidar';
import { root } from '../config.ts';

/** The folders of the programs that reload, and of the packages that they share. */
const watchedFolders = [
  'auth/src',
  'tickets/src',
  'catalog/src',
  'orders/src',
  'bookings/src',
  'payments/src',
  'expiration/src',
  'notifications/src',
  'outbox-worker/src',
  'ops/src',
  'common/src',
  'contracts/src',
  'stripe-sandbox/src',
  'mailbox/src',
  'local/src/gateway',
];

/** Editors that save all files do so in one burst. */
const burstMs = 20;

export interface SourceWatch {
  close(): Promise<void>;
}

/** Calls back with the sources that changed together. Resolves once every later edit is seen. */
export async function watchSources(
  onChange: (files: readonly string[]) => void,
  folders: readonly string[] = watchedFolders.map((folder) => join(root, folder)),
): Promise<SourceWatch> {
  const changed = new Set<string>();
  let burst: NodeJS.Timeout | undefined;
  const watcher = watch([...folders], {
    ignoreInitial: true,
    ignored: (path, stats) => path.includes('node_modules') || (stats?.isFile() === true && !isSource(path)),
  });
  const report = () => {
    burst = undefined;
    onChange([...changed]);
    changed.clear();
  };
  watcher.on('all', (_event, path) => {
    if (!isSource(path)) return;
    changed.add(path);
    burst ??= setTimeout(report, burstMs);
  });
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return {
    close: async () => {
      clearTimeout(burst);
      await watcher.close();
    },
  };
}

const isSource = (path: string): boolean => /\.(ts|mjs|json)$/.test(path) && !/\.test\.ts$/.test(path);
