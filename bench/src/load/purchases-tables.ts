import { tableText } from '../bench.ts';
import { cpuMsOf, type Purchases } from './purchases.ts';
import { type AtRate, known, middleAndTail, refusalsText } from './raise-rates.ts';

export interface NamedRates {
  name: string;
  rates: readonly AtRate[];
}

/** Tables of all rates, and of CPU time by process. */
export const purchasesDetails = (named: readonly NamedRates[]): string =>
  [stepsTable(named), ...named.filter(({ rates }) => rates.length > 0).map(cpuTable)].join('\n\n');

const stepsTable = (named: readonly NamedRates[]): string =>
  tableText({
    head: [
      'p50 / p99',
      'paid',
      'refused requests',
      'order',
      'pay',
      'both, if paid',
      'payment sent → complete',
      'CPU per purchase',
    ],
    rows: named.flatMap(({ name, rates }) =>
      rates.map(({ perSecond, purchases }) => [
        `${name}, ${perSecond}/s`,
        `${purchases.paid.length} of ${purchases.all.length}`,
        refusalsText(purchases),
        middleAndTail(known(purchases.all.map(({ orderMs }) => orderMs))),
        middleAndTail(known(purchases.paid.map(({ payMs }) => payMs))),
        middleAndTail(known(purchases.paid.map(({ wholeMs }) => wholeMs))),
        middleAndTail(purchases.toCompleteMs),
        `${cpuMsOf(purchases).toFixed(0)} ms`,
      ]),
    ),
  });

function cpuTable({ name, rates }: NamedRates): string {
  const processes = namesByCpu(rates.map(({ purchases }) => purchases));
  return tableText({
    head: [`CPU ms per purchase: ${name}`, ...rates.map(({ perSecond }) => `${perSecond}/s`)],
    rows: processes.map((process) => [
      process,
      ...rates.map(({ purchases }) => cpuMsOf(purchases, process).toFixed(0)),
    ]),
  });
}

function namesByCpu(runs: readonly Purchases[]): string[] {
  const spent = (process: string) => runs.reduce((sum, run) => sum + cpuMsOf(run, process), 0);
  const names = new Set(runs.flatMap(({ cpuSeconds }) => [...cpuSeconds.keys()]));
  return [...names].sort((a, b) => spent(b) - spent(a));
}
