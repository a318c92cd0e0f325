import { type Bench, type BenchContext, compare, withoutPeer } from './bench.ts';
import { rateOf } from './load/drain.ts';
import type { Drains } from './load/measure-drains.ts';
import { median, perSecond } from './statistics.ts';

/** Measures the throughput of the relays with a backlog. */
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
          what: `MongoDB relay, ${waiting}; peer: the client’s own batches`,
          ours: rate('mongo'),
          peer: rate('client'),
          atLeast: 0.5,
        }),
        withoutPeer({
          what: 'MongoDB relay, absolute',
          number: perSecond(rate('mongo')),
          goal: '≥ 2,000/s',
          isMet: rate('mongo') >= 2_000,
        }),
        compare({
          unit: perSecond,
          what: `Debezium and raw relay, ${waiting}; peer: Debezium alone`,
          ours: rate('postgres'),
          peer: rate('connector'),
          atLeast: 0.8,
        }),
      ],
      invariants: `every event of each run is on its topic, in order for each key; the raw relay alone does ${perSecond(rate('raw'))}`,
      limits:
        'The MongoDB relay is limited by its single thread: of 37 µs per row the client takes 23, and reading, validating and ' +
        'encoding the rest. MongoDB also needs 14 µs to read and delete a row and the broker 6 to store it, on the two cores ' +
        'that the client’s own run does not share. On the Postgres path Debezium is the bottleneck, and with few cores the raw ' +
        'relay takes CPU time from it.',
    };
  },
});
