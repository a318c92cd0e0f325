import { type Bench, type BenchContext, compare } from './bench.ts';
import type { Drains } from './load/measure-drains.ts';
import { median, seconds } from './statistics.ts';

/** CPU time of the relays. */
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
        line('Mongo relay; beside a bare loop that reads rows and produces', 'mongo', 'mongoLoop', 1.5),
        line('Mongo relay; beside Debezium’s JVM', 'mongo', 'connector', 0.5),
        line('raw relay; beside a bare loop that consumes and produces', 'raw', 'rawLoop', 1.5),
        line('raw relay; beside Debezium’s JVM', 'raw', 'connector', 0.5),
      ],
      invariants: 'those of B2: the numbers come from the same runs',
      limits:
        'Most of a relay’s CPU time is KafkaJS’s encoding of records and the decoding of BSON or of raw records, which the ' +
        'bare loops have too. What is on top of it is the validation against the registered schema, the Avro encoding, and ' +
        'for the Mongo relay the removal. Start-up is not counted.',
    };
  },
});
