import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { notePid, sweepPids } from './pid-files.ts';

it('does not kill a process that reuses the pid of a recorded one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ticketing-test-'));
  try {
    // This process with another start time: the test run would be killed if the record matched.
    notePid(folder, { name: 'kafka', layer: 2, pid: process.pid, bornAt: 'before the last boot', signal: 'SIGKILL' });
    expect(await sweepPids(folder)).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
