import type { Bench, BenchContext } from './bench.ts';
import type { Drain } from './load/drain.ts';
import type { Drains } from './load/measure-drains.ts';
import { median, seconds } from './statistics.ts';

const per100k = ({ messages, cpuSeconds }: Drain): number => (cpuSeconds / messages) * 100_000;

/** CPU time of the relays. */
export const cpu = (drains: (context: BenchContext) => Promise<Drains>): Bench => ({
  name: 'b7',
  title: 'B7 · CPU time of 100,000 events',
  async run(context) {
    const { mongo, mongoLoop, connector, raw, rawLoop } = await drains(context);
    const cost = (measured: Drain[]) => median(measured.map(per100k));
    const compared = (what: string, ours: number, peer: number, goal: number) => ({
      ...{ what, number: seconds(ours), peer: seconds(peer), ratio: ours / peer },
      ...{ goal: `≤ ${goal}× of the peer`, isMet: ours / peer <= goal },
    });
    return {
      findings: [
        compared('Mongo relay; beside a bare loop that reads rows and produces', cost(mongo), cost(mongoLoop), 1.5),
        compared('Mongo relay; beside Debezium’s JVM', cost(mongo), cost(connector), 0.5),
        compared('raw relay; beside a bare loop that consumes and produces', cost(raw), cost(rawLoop), 1.5),
        compared('raw relay; beside Debezium’s JVM', cost(raw), cost(connector), 0.5),
      ],
      invariants: 'those of B2: the numbers come from the same runs',
      limits:
        'Most of a relay’s CPU time is KafkaJS’s encoding of records and the decoding of BSON or of raw records, which the ' +
        'bare loops have too. What is on top of it is the validation against the registered schema, the Avro encoding, and ' +
        'for the Mongo relay the marking. Start-up is not counted.',
    };
  },
});
