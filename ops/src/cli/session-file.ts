import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** `refresh` is the cookie that renews the session; sessions of an older version have none. */
const session = z.object({ cookie: z.string(), refresh: z.string().optional(), email: z.string() });
export type Session = z.infer<typeof session>;

/** Sessions by server URL, so that none is ever sent to another server. */
const content = z.object({ sessions: z.record(z.string(), session) });

export interface SessionFile {
  path: string;
  read(url: string): Promise<Session | null>;
  write(url: string, session: Session): Promise<void>;
  /** @returns whether a session existed */
  remove(url: string): Promise<boolean>;
}

/** Returns the path specified by the XDG Base Directory Specification. */
export const sessionPath = (configHome: string | undefined): string =>
  join(configHome || join(homedir(), '.config'), 'ticketing', 'session.json');

/**
 * Creates a session file that only its owner can read. An unreadable file counts as empty: the next sign-in rewrites
 * it.
 */
export function sessionFile(path: string): SessionFile {
  const readAll = async (): Promise<Record<string, Session>> => {
    try {
      return content.parse(JSON.parse(await readFile(path, 'utf8'))).sessions;
    } catch {
      return {};
    }
  };
  const writeAll = async (sessions: Record<string, Session>) => {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const draft = `${path}.${randomUUID()}`;
    try {
      await writeFile(draft, `${JSON.stringify({ sessions }, null, 2)}\n`, { mode: 0o600 });
      await chmod(draft, 0o600);
      await rename(draft, path);
    } finally {
      await rm(draft, { force: true });
    }
  };
  return {
    path,
    read: async (url) => (await readAll())[url] ?? null,
    write: async (url, added) => writeAll({ ...(await readAll()), [url]: added }),
    async remove(url) {
      const { [url]: removed, ...others } = await readAll();
      if (removed) await writeAll(others);
      return removed !== undefined;
    },
  };
}
