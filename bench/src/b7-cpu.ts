import { type Bench, type BenchContext, compare } from './bench.ts';
import type { Drains } from './load/measure-drains.ts';
import { median, seconds } from './statistics.ts';

/** Measures the relays' CPU time. */
export const cpu = (drains: (context: BenchContext) => Promise<Drains>): Bench => ({
  name: 'b7',
  title: 'B7 · CPU time of 100,000 events',
  async run(context) {
    const measured = await drains(context);
    const cost = (name: 'mongo' | 'mongoLoop' | 'connector' | 'raw' | 'rawLoop') =>
      median(measured[name].map(({ messages, cpuSeconds }) => (cpuSeconds / messages) * 100_000));
    const line = (what: string, ours: 'mongo' | 'raw', peer: 'mongoLoop' | 'rawLoop' | 'connector', atMost: number) =>
      compare({ what, ours: cost(ours), peer: cost(peer), unit: seconds, atMost });
    return {
      findings: [
        line('MongoDB relay; peer: a bare loop that reads rows and produces', 'mongo', 'mongoLoop', 1.5),
        line('MongoDB relay; peer: Debezium’s JVM', 'mongo', 'connector', 0.5),
        line('raw relay; peer: a bare loop that consumes and produces', 'raw', 'rawLoop', 1.5),
        line('raw relay; peer: Debezium’s JVM', 'raw', 'connector', 0.5),
      ],
      invariants: 'those of B2, because the numbers come from the same runs',
      limits:
        'Most of a relay’s CPU time is KafkaJS’s encoding of records and the decoding of BSON or of raw records, which the ' +
        'minimal loops do too. The rest is validation against the registered schema, Avro encoding and, in the MongoDB relay, ' +
        'deletion. Start-up is not counted.',
    };
  },
});
