import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

const script = join(import.meta.dirname, '../overlays/prod/kafka/in-sync.sh');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'in-sync-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const partition = (replicas: string, inSync: string) =>
  `\\tTopic: t\\tPartition: 0\\tLeader: 0\\tReplicas: ${replicas}\\tIsr: ${inSync}\\tElr: \\tLastKnownElr: \\n`;

/** Runs the script for node 1 with a tool in the place of Kafka's that prints the given partitions. */
function run(command: string, body: string, waitSeconds = 0): number | null {
  const tool = join(folder, 'kafka-topics.sh');
  writeFileSync(tool, `#!/bin/bash\n${body}\n`);
  chmodSync(tool, 0o755);
  const env = { ...process.env, POD_NAME: 'kafka-1', KAFKA_TOPICS: tool, WAIT_SECONDS: String(waitSeconds) };
  return spawnSync('bash', [script, command], { env, timeout: 30_000 }).status;
}

const printing = (...partitions: string[]) => `printf '${partitions.join('')}'`;

describe('a node is ready', () => {
  it('when no partition is under-replicated, or only by other nodes', () => {
    expect(run('ready', printing())).toBe(0);
    expect(run('ready', printing(partition('1,2,0', '1,0')))).toBe(0);
  });

  it('but not when it lacks a partition itself, which is in sync nowhere, or when Kafka does not answer', () => {
    expect(run('ready', printing(partition('0,2,11', '0,2,11'), partition('2,0,1', '2,0')))).toBe(1);
    expect(run('ready', printing(partition('2,0,1', '')))).toBe(1);
    expect(run('ready', 'exit 1')).toBe(1);
  });
});

describe('before it stops', () => {
  /** Counts the calls, and prints a partition in the first ones only. */
  const inFirst = (count: number, text: string) =>
    `echo >>"$0.calls"; [ $(wc -l <"$0.calls") -gt ${count} ] || ${text}`;
  const calls = () => readFileSync(join(folder, 'kafka-topics.sh.calls'), 'utf8').length;
  beforeEach(() => rmSync(join(folder, 'kafka-topics.sh.calls'), { force: true }));

  it('a node waits for the others', () => {
    expect(run('wait', inFirst(1, printing(partition('1,2,0', '1,0'))), 20)).toBe(0);
    expect(calls()).toBe(2);
  });

  it('but not for itself', () => {
    expect(run('wait', inFirst(1, printing(partition('1,2,0', '2,0'))), 20)).toBe(0);
    expect(calls()).toBe(1);
  });

  it('and not longer than it may', () => {
    expect(run('wait', inFirst(1, printing(partition('1,2,0', '1,0'))), 0)).toBe(0);
    expect(calls()).toBe(1);
  });
});
