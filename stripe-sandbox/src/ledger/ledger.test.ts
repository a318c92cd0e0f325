import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openJournal } from './journal.ts';
import { type Ledger, type LedgerOptions, openLedger } from './ledger.ts';
import { journalPath, snapshotPath } from './ledger-files.ts';

let dir: string;
let failures: Error[];
const opened: Ledger[] = [];

async function open(options: Partial<LedgerOptions> = {}): Promise<Ledger> {
  const ledger = await openLedger({
    dir,
    nowMs: () => 1_000,
    newId: (prefix) => `${prefix}1`,
    onFailure: (error) => failures.push(error),
    ...options,
  });
  opened.push(ledger);
  return ledger;
}

const putEvent = (ledger: Ledger, id: string, body = '{}'): Promise<void> =>
  ledger.transact((tx) => tx.put('event', { id, type: 'charge.succeeded', createdAt: tx.nowS, body })).durable;

const eventIds = (ledger: Ledger): string[] => [...ledger.table('event').newestFirst()].map(({ id }) => id);

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'ledger-'));
  failures = [];
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((ledger) => ledger.close()));
  await rm(dir, { recursive: true });
  expect(failures).toEqual([]);
});

/** Simulates kill -9: leaves the files as they are, unclosed. */
async function reopen(): Promise<Ledger> {
  return open();
}

describe('the ledger', () => {
  it('keeps all durable changes after it is reopened', async () => {
    const ledger = await open();
    await Promise.all(['evt_1', 'evt_2', 'evt_3'].map((id) => putEvent(ledger, id)));
    await ledger.transact((tx) => tx.remove('event', 'evt_2')).durable;
    expect(eventIds(await reopen())).toEqual(['evt_3', 'evt_1']);
  });

  it('rolls back a transaction that throws', async () => {
    const ledger = await open();
    const failing = () =>
      ledger.transact((tx) => {
        tx.put('event', { id: 'evt_1', type: 'x', createdAt: 1, body: '{}' });
        throw new Error('refused');
      });
    expect(failing).toThrow('refused');
    await ledger.durable();
    expect(eventIds(ledger)).toEqual([]);
    expect(eventIds(await reopen())).toEqual([]);
  });

  it.each([
    ['half a line', (line: string) => line.slice(0, line.length / 2)],
    [
      'a whole line with a wrong checksum',
      (line: string) => line.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
    ],
  ])('truncates a torn end: %s', async (_what, damage) => {
    const ledger = await open();
    await putEvent(ledger, 'evt_1');
    const [line = ''] = (await readFile(journalPath(dir, 0), 'utf8')).split(/(?<=\n)/);
    await appendFile(journalPath(dir, 0), damage(line));

    const recovered = await reopen();
    await putEvent(recovered, 'evt_2');
    expect(eventIds(await reopen())).toEqual(['evt_2', 'evt_1']);
  });

  it('refuses to start with damage before the end', async () => {
    const ledger = await open();
    await putEvent(ledger, 'evt_1', '{"amount":1}');
    await putEvent(ledger, 'evt_2');
    const path = journalPath(dir, 0);
    await writeFile(path, (await readFile(path, 'utf8')).replace('1}', '2}'));
    await expect(reopen()).rejects.toThrow('is damaged at byte 0');
  });

  it('notifies listeners only of durable changes', async () => {
    const ledger = await open();
    const seen: Promise<string>[] = [];
    ledger.onDurable(() => seen.push(readFile(journalPath(dir, 0), 'utf8')));
    await putEvent(ledger, 'evt_1');
    expect(await Promise.all(seen)).toEqual([expect.stringContaining('evt_1')]);
  });

  it('reports a failed disk write, and accepts nothing more', async () => {
    const journal = await openJournal(journalPath(dir, 0));
    await journal.close();
    await expect(journal.append('x')).rejects.toThrow('cannot be written');
    await expect(journal.append('y')).rejects.toThrow('cannot be written');
    await expect(journal.flushed()).rejects.toThrow('cannot be written');
  });
});

describe('compaction', () => {
  const ids = Array.from({ length: 200 }, (_, index) => `evt_${index}`);

  it('leaves one snapshot and one journal, with the same rows in the same order', async () => {
    const ledger = await open({ compactAfterBytes: 4_096 });
    for (const id of ids) await putEvent(ledger, id);
    await ledger.close();
    opened.length = 0;
    const files = await readdir(dir);
    expect(files.filter((name) => name.startsWith('snapshot-'))).toHaveLength(1);
    expect(files).toHaveLength(2);
    expect(eventIds(await reopen())).toEqual(ids.toReversed());
  });

  it('removes pruned rows', async () => {
    const ledger = await open({ compactAfterBytes: 1_024, prune: (tx) => tx.remove('event', 'evt_0') });
    for (const id of ids.slice(0, 50)) await putEvent(ledger, id);
    expect(eventIds(ledger)).not.toContain('evt_0');
  });

  it('loses nothing when the process crashes before the snapshot is complete', async () => {
    const ledger = await open();
    await putEvent(ledger, 'evt_1');
    const next = await openJournal(journalPath(dir, 1));
    await next.close();
    await writeFile(`${snapshotPath(dir, 1)}.tmp`, 'half a snap');

    const recovered = await reopen();
    await putEvent(recovered, 'evt_2');
    expect(eventIds(await reopen())).toEqual(['evt_2', 'evt_1']);
  });

  it('writes nothing before the previous journal is on disk', async () => {
    const previous = Promise.withResolvers<void>();
    const journal = await openJournal(journalPath(dir, 1), previous.promise);
    const written = journal.append('later\n');
    expect(await readFile(journalPath(dir, 1), 'utf8')).toBe('');
    previous.resolve();
    await written;
    expect(await readFile(journalPath(dir, 1), 'utf8')).toBe('later\n');
    await journal.close();
  });
});
