import { z } from 'zod';

/** Which program has loaded which files. */
export interface Imports {
  /** Forgets what the program's previous process loaded. @returns takes the messages of the new one */
  begin(name: string): (message: unknown) => void;
  /** The programs that have loaded one of the files. */
  importersOf(files: readonly string[]): string[];
  /** The files that the program's process has loaded. */
  filesOf(name: string): string[];
  /** The addresses of the packages that the program has loaded in any of its processes. */
  packagesOf(name: string): string[];
  /** Whether the program reports what it loads. */
  isTracked(name: string): boolean;
}

const Message = z.union([z.object({ imported: z.string() }), z.object({ usesPackage: z.string() })]);

interface Loaded {
  files: Set<string>;
  packages: Set<string>;
}

export function createImports(): Imports {
  const loadedByName = new Map<string, Loaded>();
  return {
    begin: (name) => {
      const loaded = { files: new Set<string>(), packages: loadedByName.get(name)?.packages ?? new Set<string>() };
      loadedByName.set(name, loaded);
      return (received) => {
        const { data: message } = Message.safeParse(received);
        if (!message) return;
        if ('imported' in message) loaded.files.add(message.imported);
        else loaded.packages.add(message.usesPackage);
      };
    },
    importersOf: (changed) =>
      [...loadedByName].filter(([, { files }]) => changed.some((file) => files.has(file))).map(([name]) => name),
    filesOf: (name) => [...(loadedByName.get(name)?.files ?? [])],
    packagesOf: (name) => [...(loadedByName.get(name)?.packages ?? [])],
    isTracked: (name) => loadedByName.has(name),
  };
}
