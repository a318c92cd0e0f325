import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { installOnce } from './install-once.ts';
import { isAtLeast } from './on-path.ts';

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'ticketing-test-'));
});
afterEach(() => rmSync(cache, { recursive: true }));

const fill = async (draft: string) => writeFileSync(join(draft, 'program'), 'x');

it('fills a folder once when two calls run concurrently', async () => {
  const folder = join(cache, 'kafka-1');
  let fills = 0;
  const counted = async (draft: string) => {
    fills += 1;
    await fill(draft);
  };
  await Promise.all([installOnce(folder, counted, () => {}), installOnce(folder, counted, () => {})]);
  await installOnce(folder, counted, () => {});
  expect(fills).toBe(1);
  expect(readdirSync(cache)).toEqual(['kafka-1']);
});

it('does not treat a failed installation as complete, and removes its remains', async () => {
  const folder = join(cache, 'kafka-1');
  const broken = async (draft: string) => {
    await fill(draft);
    throw new Error('connection lost');
  };
  await expect(installOnce(folder, broken, () => {})).rejects.toThrow('connection lost');
  expect(existsSync(folder)).toBe(false);

  await installOnce(folder, fill, () => {});
  expect(readdirSync(cache)).toEqual(['kafka-1']);
});

it('takes over from an installer that was killed', async () => {
  const folder = join(cache, 'kafka-1');
  mkdirSync(`${folder}.draft-1`);
  writeFileSync(`${folder}.lock`, JSON.stringify({ pid: process.pid, bornAt: 'long ago' }));
  await installOnce(folder, fill, () => {});
  expect(readdirSync(cache)).toEqual(['kafka-1']);
});

it.each([
  ['17.10', [15], true],
  ['14.9', [15], false],
  ['6.2.5', [6, 2], true],
  ['6.0.16', [6, 2], false],
  [undefined, [5], false],
])('compares version %s with %j', (version, wanted, expected) => {
  expect(isAtLeast(version, wanted)).toBe(expected);
});
