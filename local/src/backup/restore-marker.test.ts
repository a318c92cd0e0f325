import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { foldersOf } from '../config.ts';
import { assertEmptyHome, isUnfinished, markFinished, markUnfinished } from './restore-marker.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ticketing-home-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

it('accepts a home that was never started, and one with nothing but the ledger of the sandbox', () => {
  const folders = foldersOf(home);
  assertEmptyHome(folders);

  mkdirSync(join(folders.data, 'stripe'), { recursive: true });

  expect(() => assertEmptyHome(folders)).not.toThrow();
});

it.each(['postgres', 'mongo', 'secrets.json'])('refuses a home that has %s', (name) => {
  const folders = foldersOf(home);
  mkdirSync(join(folders.data, name), { recursive: true });

  expect(() => assertEmptyHome(folders)).toThrow(/is not empty \(.*restored into an empty stack only/);
});

it('remembers a restore until it has ended', () => {
  const folders = foldersOf(home);
  expect(isUnfinished(folders)).toBe(false);

  markUnfinished(folders, '/backups/1');
  expect(isUnfinished(folders)).toBe(true);
  expect(() => assertEmptyHome(folders)).toThrow(/restore-unfinished/);

  markFinished(folders);
  expect(isUnfinished(folders)).toBe(false);
});
