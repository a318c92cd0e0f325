import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const listening = '0A';

/** The process that listens on the port, as "pid 123 (node)"; undefined where procfs is missing or access is denied. */
export function holderOf(port: number): string | undefined {
  const inodes = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => listeningInodes(table, port)));
  if (inodes.size === 0) return undefined;
  for (const pid of entriesOf('/proc').filter((name) => /^\d+$/.test(name))) {
    if (entriesOf(`/proc/${pid}/fd`).some((fd) => inodes.has(targetOf(`/proc/${pid}/fd/${fd}`)))) {
      return `pid ${pid} (${contentOf(`/proc/${pid}/comm`).trim()})`;
    }
  }
  return undefined;
}

function listeningInodes(table: string, port: number): string[] {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  const rows = contentOf(table).split('\n').slice(1);
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(`:${wanted}`) && fields[3] === listening)
    .map((fields) => `socket:[${fields[9]}]`);
}

const entriesOf = (folder: string): string[] => orElse(() => readdirSync(folder), []);
const contentOf = (file: string): string => orElse(() => readFileSync(file, 'utf8'), '');
const targetOf = (link: string): string => orElse(() => readlinkSync(link), '');

/** Processes can exit meanwhile, and those of other users are not readable. */
function orElse<T>(read: () => T, fallback: T): T {
  try {
    return read();
  } catch {
    return fallback;
  }
}
