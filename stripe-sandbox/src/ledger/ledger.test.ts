import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Ledger, openLedger } from './ledger.ts';
import { prune } from './prune.ts';

const day = 24 * 3600;

let folder: string;
let nowS: number;
let failures: Error[];
const opened: Ledger[] = [];

function open(dir = join(folder, 'ledger')): Ledger {
  const ledger = openLedger({
    dir,
    nowMs: () => nowS * 1_000,
    newId: (prefix) => `${prefix}1`,
    onFailure: (error) => failures.push(error),
  });
  opened.push(ledger);
  return ledger;
}

/** Opens the files as they are on disk now, as after kill -9. */
function openAfterKill(): Ledger {
  const copy = join(folder, `copy-${opened.length}`);
  cpSync(join(folder, 'ledger'), copy, { recursive: true });
  return open(copy);
}

/** Runs a program with the ledger in another process. @param limit of the shell, for that process */
function runElsewhere(program: string, limit = '') {
  const source = `
    import { openLedger } from ${JSON.stringify(join(import.meta.dirname, 'ledger.ts'))};
    const reported = [];
    const open = () => openLedger({
      dir: ${JSON.stringify(join(folder, 'ledger'))},
      nowMs: Date.now,
      newId: (prefix) => prefix + 1,
      onFailure: ({ message }) => reported.push(message),
    });
    ${program}`;
  const command = `${limit} exec "$0" --input-type=module -e "$1"`;
  return spawnSync('sh', ['-c', command, process.execPath, source], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
}

const putEvent = (ledger: Ledger, id: string, body = '{}'): Promise<void> =>
  ledger.transact((tx) => tx.put('event', { id, type: 'charge.succeeded', createdAt: tx.nowS, body })).durable;

const eventIds = (ledger: Ledger): string[] => [...ledger.table('event').newestFirst()].map(({ id }) => id);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  nowS = 1;
  failures = [];
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((ledger) => ledger.close()));
  rmSync(folder, { recursive: true });
});

describe('the ledger', () => {
  it('keeps all durable changes', async () => {
    const ledger = open();
    await Promise.all(['evt_1', 'evt_2', 'evt_3'].map((id) => putEvent(ledger, id)));
    await ledger.transact((tx) => tx.remove('event', 'evt_2')).durable;
    expect(eventIds(openAfterKill())).toEqual(['evt_3', 'evt_1']);
  });

  it('rolls back a transaction that throws, and only that one', async () => {
    const ledger = open();
    const kept = putEvent(ledger, 'evt_1');
    const failing = () =>
      ledger.transact((tx) => {
        tx.put('event', { id: 'evt_2', type: 'x', createdAt: 1, body: '{}' });
        throw new Error('refused');
      });
    expect(failing).toThrow('refused');
    await kept;
    await ledger.durable();
    expect(eventIds(ledger)).toEqual(['evt_1']);
    expect(eventIds(openAfterKill())).toEqual(['evt_1']);
  });

  it('reads its own writes in a transaction', () => {
    const { result } = open().transact((tx) => {
      tx.put('event', { id: 'evt_1', type: 'x', createdAt: 1, body: '{}' });
      return tx.get('event', 'evt_1');
    });
    expect(result).toMatchObject({ id: 'evt_1' });
  });

  it('notifies listeners only of durable changes', async () => {
    const ledger = open();
    const seen: string[][] = [];
    ledger.onDurable(() => seen.push(eventIds(openAfterKill())));
    const durable = putEvent(ledger, 'evt_1');
    expect(seen).toEqual([]);
    await durable;
    expect(seen).toEqual([['evt_1']]);
  });

  it('writes what is open when it is closed', async () => {
    const ledger = open();
    const durable = putEvent(ledger, 'evt_1');
    await ledger.close();
    opened.length = 0;
    await durable;
    expect(eventIds(open())).toEqual(['evt_1']);
  });

  it('is locked for other processes', async () => {
    await putEvent(open(), 'evt_1');
    expect(runElsewhere('open();').stderr).toContain('is in use by another process');
  });

  it('reports a full disk, and accepts nothing more', () => {
    const { stdout } = runElsewhere(
      `const ledger = open();
      const put = (id, body) => ledger.transact((tx) => tx.put('event', { id, type: 'x', createdAt: 1, body })).durable;
      await put('evt_1', '{}');
      const failed = await put('evt_2', 'x'.repeat(1_000_000)).catch((error) => error.message);
      let refused;
      try { put('evt_3', '{}'); } catch (error) { refused = error.message; }
      console.log(JSON.stringify({ failed, refused, reported }));`,
      'ulimit -f 800;',
    );
    const message = expect.stringContaining('cannot be written');
    expect(JSON.parse(stdout)).toEqual({ failed: message, refused: message, reported: [message] });
    expect(eventIds(open())).toEqual(['evt_1']);
  });
});

describe('pruning', () => {
  it('removes delivered events after 30 days, and stored answers after one', async () => {
    const ledger = open();
    await putEvent(ledger, 'evt_old');
    await putEvent(ledger, 'evt_undelivered');
    await ledger.transact((tx) => tx.put('delivery', { id: 'evt_undelivered', failedAttempts: 1, dueAtMs: 0 })).durable;
    nowS += 31 * day;
    await putEvent(ledger, 'evt_new');
    await prune(ledger);
    expect(eventIds(ledger)).toEqual(['evt_new', 'evt_undelivered']);
  });
});
