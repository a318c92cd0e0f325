import { z } from 'zod';

/** Which program has loaded which files. */
export interface Imports {
  /** Forgets what the program's previous process loaded. @returns takes the messages of the new one */
  begin(name: string): (message: unknown) => void;
  /** The programs that have loaded one of the files. */
  importersOf(files: readonly string[]): string[];
  /** Whether the program reports what it loads. */
  isTracked(name: string): boolean;
}

const Report = z.object({ imported: z.string() });

export function createImports(): Imports {
  const filesByName = new Map<string, Set<string>>();
  return {
    begin: (name) => {
      const files = new Set<string>();
      filesByName.set(name, files);
      return (message) => {
        const report = Report.safeParse(message);
        if (report.success) files.add(report.data.imported);
      };
    },
    importersOf: (changed) =>
      [...filesByName].filter(([, files]) => changed.some((file) => files.has(file))).map(([name]) => name),
    isTracked: (name) => filesByName.has(name),
  };
}
