import { Counter, Gauge, type Registry } from '../metrics/index.ts';
import type { SagaStatus } from './saga.ts';
import { countUnfinished } from './saga-reads.ts';
import type { Sql } from './saga-store.ts';

export interface SagaMetrics {
  ended(definition: string, status: SagaStatus): void;
  compensationRetried(definition: string, step: string): void;
}

const noSagas = { definition: '', status: '' };

/**
 * Registers the metrics of sagas. Unfinished sagas are counted in the database at each scrape, so every replica reports
 * the same; finished ones are a counter, because counting them would read a table that only grows.
 */
export function createSagaMetrics(metrics: Registry, sql: Sql): SagaMetrics {
  const registers = [metrics];
  // A stale value would mislead, and a failed scrape would hide every other metric.
  const count = () =>
    countUnfinished(sql).catch(() => [{ ...noSagas, count: Number.NaN, oldestAgeSeconds: Number.NaN }]);
  /** Both gauges of a scrape are collected at the same time, and share its query. */
  let counting: ReturnType<typeof count> | null = null;
  const read = () => {
    counting ??= count().finally(() => {
      counting = null;
    });
    return counting;
  };
  new Gauge({
    name: 'sagas_unfinished',
    help: 'Sagas that run, are being undone, or are stuck and need a person',
    labelNames: ['definition', 'status'],
    registers,
    async collect() {
      const counts = await read();
      this.reset();
      for (const { definition, status, count } of counts) this.set({ definition, status }, count);
    },
  });
  new Gauge({
    name: 'sagas_oldest_unfinished_age_seconds',
    help: 'Age of the oldest saga that is neither completed nor compensated',
    labelNames: ['definition', 'status'],
    registers,
    async collect() {
      const counts = await read();
      this.reset();
      for (const { definition, status, oldestAgeSeconds } of counts) this.set({ definition, status }, oldestAgeSeconds);
    },
  });
  const ended = new Counter({
    name: 'sagas_ended_total',
    help: 'Sagas that have ended, completed or compensated',
    labelNames: ['definition', 'status'],
    registers,
  });
  const retries = new Counter({
    name: 'saga_compensation_retries_total',
    help: 'Further attempts to undo a step',
    labelNames: ['definition', 'step'],
    registers,
  });
  return {
    ended: (definition, status) => ended.inc({ definition, status }),
    compensationRetried: (definition, step) => retries.inc({ definition, step }),
  };
}
