import { describe, expect, it } from '@jest/globals';
import { markdownOf } from '../../src/faults/report.ts';
import { type FaultResult, isDone, type Run } from '../../src/faults/results.ts';

const result = (change: Partial<FaultResult> = {}): FaultResult => ({
  fault: 'kafka-kill',
  title: 'kill -9 of the broker',
  group: 'Kafka broker stop, kill -9, freeze',
  seed: '7',
  orders: 40,
  events: 300,
  duplicates: 12,
  answers: 150,
  toQuietMs: 2_340,
  tookMs: 21_000,
  notes: ['1.2 s: kafka killed'],
  problems: [],
  ...change,
});
const runOf = (...results: FaultResult[]): Run => ({
  startedAt: '2026-01-01T00:00:00.000Z',
  isLong: false,
  patience: 1,
  seeds: ['7'],
  faults: ['kafka-kill', 'mongo-kill'],
  leftOut: [{ fault: 'cut-kafka', reason: 'Go is not installed' }],
  results,
});

describe('the report', () => {
  it('shows a row for each run, with its seed, verdict and notes', () => {
    const text = markdownOf(runOf(result()));
    expect(text).toContain('| kafka-kill | 7 | 40 | 300 | 12 | 2.3 s | holds |');
    expect(text).toContain('1.2 s: kafka killed');
    expect(text).toContain('every invariant held');
  });

  it('shows violations with the command that repeats the fault', () => {
    const text = markdownOf(runOf(result({ problems: ['I4 an order was charged twice'] })));
    expect(text).toContain('| BROKEN |');
    expect(text).toContain('I4 an order was charged twice');
    expect(text).toContain('npm run test:faults -- --only kafka-kill --seed 7');
  });

  it('names the faults that were not tested on this machine, and those that need more than one machine', () => {
    const text = markdownOf(runOf());
    expect(text).toContain('`cut-kafka` on this machine: Go is not installed');
    expect(text).toMatch(/power failure/);
  });
});

it('resumes a run after its completed faults, seed by seed', () => {
  const run = runOf(result());
  expect(isDone(run, '7', 'kafka-kill')).toBe(true);
  expect(isDone(run, '8', 'kafka-kill')).toBe(false);
  expect(isDone(run, '7', 'mongo-kill')).toBe(false);
});
