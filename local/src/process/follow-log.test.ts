import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { followLog } from './follow-log.ts';

let [folder, file] = ['', ''];
let stop = () => {};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ticketing-test-'));
  file = join(folder, 'a.log');
});
afterEach(() => {
  stop();
  rmSync(folder, { recursive: true });
});

it('hands over whole lines as they come, from a file that comes later and begins again', async () => {
  const lines: string[] = [];
  const count = (wanted: number) => waitFor(async () => (lines.length >= wanted ? true : null), { timeoutMs: 5_000 });
  stop = followLog(file, 0, (more) => lines.push(...more));
  writeFileSync(file, 'one\ntw');
  await count(1);
  appendFileSync(file, 'o\nthree\n');
  await count(3);
  writeFileSync(file, 'again\n');
  await count(4);
  expect(lines).toEqual(['one', 'two', 'three', 'again']);
});
