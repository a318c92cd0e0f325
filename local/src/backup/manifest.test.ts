import { appendFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createBackupFile } from './files.ts';
import { BackupRefused, readBackup, sealBackup } from './manifest.ts';

let folder: string;

const contents = {
  takenAt: '2026-11-29T18:00:00.000Z',
  heldMs: 412,
  postgres: { orders: { server: '17.10', migrations: ['1_init'], tables: { orders: { rows: 2, digest: '77' } } } },
  mongo: { auth: { server: '6.0.5', collections: { users: 3 } } },
  kafka: {
    topics: { 'auth.user.created.v1': [{ begin: 0, end: 3 }] },
    groups: { orders: [{ topic: 'auth.user.created.v1', partition: 0, offset: 3 }] },
  },
  connectors: { 'orders-outbox': { offsets: [] } },
};

const table = 'postgres/orders/orders.jsonl.gz';

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ticketing-backup-'));
  const file = createBackupFile(join(folder, table));
  await file.write('{"id":"1"}\n{"id":"2"}\n');
  await file.close();
  await sealBackup(folder, contents);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const change = (from: string, to: string) => {
  const file = join(folder, 'manifest.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
};

it('reads what it has sealed', async () => {
  expect(await readBackup(folder)).toMatchObject(contents);
});

describe('a restore refuses', () => {
  const refusals: [string, () => void, RegExp][] = [
    ['a folder that does not exist', () => rmSync(folder, { recursive: true }), /does not exist/],
    ['an interrupted backup', () => rmSync(join(folder, 'manifest.json')), /has no manifest.json/],
    ['a backup without checksums', () => rmSync(join(folder, 'SHA256SUMS')), /has no SHA256SUMS/],
    ['a truncated manifest', () => writeFileSync(join(folder, 'manifest.json'), '{"format":'), /is not JSON/],
    ['something else', () => change('ticketing-backup', 'cat-pictures'), /is not a backup/],
    ['a newer version', () => change('"version": 1', '"version": 2'), /has version 2.*restores version 1/],
    ['a changed time', () => change('T18:00', 'T17:00'), /damaged; changed: manifest.json/],
    ['a file with one more byte', () => appendFileSync(join(folder, table), 'x'), /damaged; changed: postgres\/orders/],
    [
      'a renamed file',
      () => renameSync(join(folder, table), join(folder, 'orders.gz')),
      /missing: postgres\/orders\/orders.jsonl.gz; not part of it: orders.gz/,
    ],
  ];
  it.each(refusals)('%s', async (_what, damage, message) => {
    damage();

    const refused = readBackup(folder);

    await expect(refused).rejects.toThrow(BackupRefused);
    await expect(refused).rejects.toThrow(message);
  });

  it('a manifest that lacks a store, even with the right checksum', async () => {
    const { mongo: _, ...rest } = contents;
    await sealBackup(folder, rest as typeof contents);

    await expect(readBackup(folder)).rejects.toThrow(/malformed manifest/);
  });
});
