import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { notePid, sweepPids } from './pid-files.ts';

it('does not touch a process that has got the pid of one that was ours', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ticketing-test-'));
  try {
    // This very process, noted with another birth: were it taken for ours, it would end here.
    notePid(folder, { name: 'kafka', layer: 2, pid: process.pid, bornAt: 'before the last boot', signal: 'SIGKILL' });
    expect(await sweepPids(folder)).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
