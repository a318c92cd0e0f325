import { type Bench, type BenchContext, byItself, compare } from './bench.ts';
import { rateOf } from './load/drain.ts';
import type { Drains } from './load/measure-drains.ts';
import { median, perSecond } from './statistics.ts';

/** Relay throughput with rows waiting. */
export const throughput = (drains: (context: BenchContext) => Promise<Drains>): Bench => ({
  name: 'b2',
  title: 'B2 · Throughput with rows waiting',
  async run(context) {
    const measured = await drains(context);
    const rate = (name: 'mongo' | 'client' | 'postgres' | 'connector' | 'raw') => median(measured[name].map(rateOf));
    const waiting = `${measured.events.toLocaleString('en-US')} rows`;
    return {
      findings: [
        compare({
          unit: perSecond,
          what: `Mongo relay, ${waiting}; beside the client’s own batches`,
          ours: rate('mongo'),
          peer: rate('client'),
          atLeast: 0.5,
        }),
        byItself({
          what: 'Mongo relay, by itself',
          number: perSecond(rate('mongo')),
          goal: '≥ 2,000/s',
          isMet: rate('mongo') >= 2_000,
        }),
        compare({
          unit: perSecond,
          what: `Debezium and raw relay, ${waiting}; beside Debezium alone`,
          ours: rate('postgres'),
          peer: rate('connector'),
          atLeast: 0.8,
        }),
      ],
      invariants: `every event of each run is on its topic, each key’s in sequence; the raw relay alone does ${perSecond(rate('raw'))}`,
      limits:
        'The Mongo relay is limited by its one thread: of 37 µs a row the client takes 23, reading, validating and encoding ' +
        'the rest. Beside it, MongoDB needs 14 µs to read and delete a row and the broker 6 to store it, on the two cores ' +
        'that the client alone has for itself. On the Postgres path Debezium is the bottleneck, and the raw relay takes CPU ' +
        'time from it where cores are few.',
    };
  },
});
