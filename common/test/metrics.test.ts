import { describe, expect, it } from '@jest/globals';
import { createMetrics, Gauge, readMetrics, registerGaugeGroup } from '../src/metrics/index.ts';

const help = { pending: 'Pending rows', age: 'Age of the oldest' };
const linesOf = async (metrics: ReturnType<typeof createMetrics>) =>
  (await readMetrics(metrics)).split('\n').filter((line) => /^(pending|age)\b/.test(line));

describe('a group of gauges', () => {
  it('asks once for each scrape', async () => {
    const metrics = createMetrics('test');
    let asked = 0;
    registerGaugeGroup(metrics, help, async () => {
      asked += 1;
      return { pending: 2, age: 9 };
    });

    expect(await linesOf(metrics)).toEqual(['pending{service="test"} 2', 'age{service="test"} 9']);
    expect(asked).toBe(1);
  });

  it('may stand several times in one registry, told apart by labels', async () => {
    const metrics = createMetrics('test');
    registerGaugeGroup(metrics, help, async () => ({ pending: 1, age: 5 }), { source: 'auth' });
    registerGaugeGroup(metrics, help, () => Promise.reject(new Error('unavailable')), { source: 'tickets' });

    expect(await linesOf(metrics)).toEqual([
      'pending{source="auth",service="test"} 1',
      'pending{source="tickets",service="test"} Nan',
      'age{source="auth",service="test"} 5',
      'age{source="tickets",service="test"} Nan',
    ]);
  });
});

describe('a metric whose source is unavailable', () => {
  it.each([
    ['fails', () => Promise.reject(new Error('unavailable'))],
    ['does not answer', () => new Promise<void>(() => {})],
  ])('is left out when it %s; all others are shown', async (_how, collect) => {
    const metrics = createMetrics('test');
    new Gauge({ name: 'pending', help: 'Pending rows', registers: [metrics], collect });
    new Gauge({ name: 'age', help: 'Age of the oldest', registers: [metrics] }).set(3);

    expect(await linesOf(metrics)).toEqual(['age{service="test"} 3']);
  });
});
