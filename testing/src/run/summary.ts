/** The outcome of one jest run. */
export interface Outcome {
  passed: number;
  failed: number;
  folders: FolderCount[];
}

export interface FolderCount {
  folder: string;
  tests: number;
  /** Sum over its files, which may run concurrently. */
  ms: number;
}

interface TestFile {
  /** Path relative to the checkout. */
  file: string;
  tests: number;
  ms: number;
}

const folderOf = (file: string): string => {
  const [top = '', , third = ''] = file.split('/');
  return top === 'e2e' && third === 'system' ? 'e2e (system)' : top;
};

/** Sums tests and time by folder, in the order of their first file. */
export function countsOf(files: readonly TestFile[]): FolderCount[] {
  const counts = new Map<string, FolderCount>();
  for (const { file, tests, ms } of files.toSorted((a, b) => a.file.localeCompare(b.file))) {
    const folder = folderOf(file);
    const count = counts.get(folder) ?? { folder, tests: 0, ms: 0 };
    counts.set(folder, { folder, tests: count.tests + tests, ms: count.ms + ms });
  }
  return [...counts.values()];
}

/** Formats the table, with the last line "N passed, N failed". */
export function summaryOf(outcomes: readonly Outcome[], tookMs: number): string {
  const rows = outcomes
    .flatMap(({ folders }) => folders)
    .map(
      ({ folder, tests, ms }) =>
        `${folder.padEnd(24)} ${String(tests).padStart(5)} ${(ms / 1000).toFixed(0).padStart(6)} s`,
    );
  const total = (name: 'passed' | 'failed') => outcomes.reduce((sum, outcome) => sum + outcome[name], 0);
  const head = `${'folder'.padEnd(24)} tests  of files`;
  return [
    ...(rows.length > 0 ? [head, ...rows, ''] : []),
    `in ${(tookMs / 60_000).toFixed(1)} min`,
    `${total('passed')} passed, ${total('failed')} failed`,
  ].join('\n');
}
