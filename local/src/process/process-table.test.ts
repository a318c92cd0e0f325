import { expect, it } from '@jest/globals';
import { createUsageMeter, type ProcessRow, processTable } from './process-table.ts';

it('adds a process and its descendants, and counts CPU since the sample before', () => {
  let table = new Map<number, ProcessRow>();
  let nowMs = 0;
  const measure = createUsageMeter(
    () => table,
    () => nowMs,
  );
  const row = (parent: number, cpuSeconds: number): ProcessRow => ({
    parent,
    cpuSeconds,
    childCpuSeconds: 0,
    memoryBytes: 100,
  });
  table = new Map([
    [1, row(0, 5)],
    [2, row(1, 7)],
    [3, row(2, 9)],
    [4, row(0, 1)],
  ]);
  expect(measure([1]).get(1)).toEqual({ cpuPercent: 0, memoryBytes: 300 });

  table = new Map([
    [1, row(0, 5.5)],
    [2, row(1, 7)],
    [3, row(2, 10)],
    [4, row(0, 9)],
    [5, row(1, 3)],
  ]);
  nowMs = 2_000;
  expect(measure([1]).get(1)).toEqual({ cpuPercent: 75, memoryBytes: 400 });
  expect(measure([9]).get(9)).toEqual({ cpuPercent: 0, memoryBytes: 0 });
});

it('knows this process', () => {
  const row = processTable().get(process.pid);
  expect(row?.parent).toBe(process.ppid);
  expect(row?.memoryBytes).toBeGreaterThan(10 * 1024 * 1024);
});
