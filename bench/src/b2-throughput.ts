import type { Bench, BenchContext } from './bench.ts';
import { rateOf } from './load/drain.ts';
import type { Drains } from './load/measure-drains.ts';
import { median, perSecond } from './statistics.ts';

/** Relay throughput with rows waiting. */
export const throughput = (drains: (context: BenchContext) => Promise<Drains>): Bench => ({
  name: 'b2',
  title: 'B2 · Throughput with rows waiting',
  async run(context) {
    const { events, mongo, client, postgres, connector, raw } = await drains(context);
    const rate = (measured: Drains['mongo']) => median(measured.map(rateOf));
    const compared = (what: string, ours: number, peer: number, goal: number) => ({
      ...{ what, number: perSecond(ours), peer: perSecond(peer), ratio: ours / peer },
      ...{ goal: `≥ ${goal}× of the peer`, isMet: ours / peer >= goal },
    });
    const waiting = `${events.toLocaleString('en-US')} rows`;
    const rawRate = rate(raw);
    return {
      findings: [
        compared(`Mongo relay, ${waiting}; beside the client’s own batches`, rate(mongo), rate(client), 0.5),
        {
          ...{ what: 'Mongo relay, rows a second', number: perSecond(rate(mongo)), peer: '–', ratio: null },
          ...{ goal: '≥ 2,000/s', isMet: rate(mongo) >= 2_000 },
        },
        compared(`Debezium and raw relay, ${waiting}; beside Debezium alone`, rate(postgres), rate(connector), 0.8),
      ],
      invariants: `every event of each run on its topic, each key’s in sequence; the raw relay alone does ${perSecond(rawRate)}`,
      limits:
        'The Mongo relay’s time goes into marking: MongoDB takes each row out of two indexes of what is pending and puts it ' +
        'into the one that expires it, at about the CPU time of the reading, encoding and producing together; the relay ' +
        'marks while it produces, so two cores are busy. On the Postgres path Debezium is the bottleneck, and the raw relay ' +
        'takes CPU time from it where cores are few.',
    };
  },
});
