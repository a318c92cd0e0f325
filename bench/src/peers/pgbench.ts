import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runPeer } from '../parts/run-program.ts';
import { filled, type Place, reservationStatement } from './reservation-statement.ts';
import type { ReserveLoopInput } from './reserve-loop.ts';

const runFile = promisify(execFile);

/** PostgreSQL's npm package does not contain pgbench; a Linux distribution's package does. */
export const hasPgbench = (): boolean => spawnSync('pgbench', ['--version']).status === 0;

/** Runs the reservation statements without the service. @returns transactions per second */
export async function reserveByPeer(input: ReserveLoopInput): Promise<number> {
  if (!hasPgbench()) return (await runPeer<{ perSecond: number }>('reserve-loop.ts', input)).perSecond;
  const folder = await mkdtemp(join(tmpdir(), 'bench-pgbench-'));
  try {
    const script = join(folder, 'reserve.sql');
    await writeFile(script, await scriptOf(input));
    const { stdout } = await runFile('pgbench', [...argumentsOf(input), '--file', script], {
      env: { ...process.env, ...connectionOf(input.databaseUrl) },
    });
    return rateIn(stdout);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function scriptOf({ limits, work }: ReserveLoopInput): Promise<string> {
  const statement = filled(await reservationStatement(limits), expressionOf);
  if ('ticket' in work) return `${statement};\n`;
  // Each client takes every n-th row. The lookup is by key, like the service's session lookup.
  return `\\set turn :turn + 1
\\set n :turn * :clients + :client_id
SELECT ticket, buyer FROM bench_wanted WHERE n = :n \\gset
${statement};
`;
}

function expressionOf(place: Place): string {
  if (place === 'order' || place === 'event') return 'gen_random_uuid()';
  if (typeof place === 'string') return `:${place}`;
  if (typeof place.constant === 'string') return `'${place.constant.replaceAll("'", "''")}'`;
  return String(place.constant);
}

function argumentsOf({ connections, work }: ReserveLoopInput): string[] {
  const variables =
    'ticket' in work ? { ticket: work.ticket, buyer: work.buyer } : { turn: '-1', clients: String(connections) };
  return [
    '--no-vacuum',
    '--protocol=prepared',
    `--client=${connections}`,
    '--jobs=2',
    'ticket' in work ? `--time=${work.seconds}` : `--transactions=${Math.floor(work.count / connections)}`,
    ...Object.entries(variables).map(([name, value]) => `--define=${name}=${value}`),
  ];
}

function connectionOf(databaseUrl: string): Record<string, string> {
  const { hostname, port, username, password, pathname } = new URL(databaseUrl);
  return {
    PGHOST: hostname,
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: pathname.slice(1),
  };
}

/** @throws Error when a transaction failed */
function rateIn(output: string): number {
  const perSecond = Number(/^tps = ([\d.]+)/m.exec(output)?.[1]);
  const failed = Number(/number of failed transactions: (\d+)/.exec(output)?.[1] ?? 0);
  if (!(perSecond > 0) || failed > 0) throw new Error(`pgbench says:\n${output}`);
  return perSecond;
}
