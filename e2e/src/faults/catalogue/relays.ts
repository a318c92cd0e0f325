import { waitFor } from '@ticketing/common/backoff';
import { countPending } from '../../checker/observe/read-mongo.ts';
import { type Fault, PromiseBroken, type Stage } from '../fault.ts';
import { appendToOutboxOf, userEvents } from '../tools/bulk.ts';
import { freezeFor, seconds } from '../tools/outages.ts';
import { startTwin, type Twin, type TwinOf } from '../tools/twin.ts';

const events = 50_000;
const killEveryMs = 5_000;
const maxKills = 30;
/** Longer than a relay's lease, so that the other relay has taken over when the first resumes. */
const longerThanLeaseMs = 11_000;
const backlog = 100_000;
const backlogWithinMs = 120_000;

async function withTwins<T>(stage: Stage, sources: TwinOf[], work: (twins: Twin[]) => Promise<T>): Promise<T> {
  const twins = sources.map((source) => startTwin(stage, source));
  try {
    return await work(twins);
  } finally {
    await Promise.all(twins.map((twin) => twin.kill()));
  }
}

const pendingOf = async ({ addresses }: Stage, wanted: string): Promise<number> =>
  (await countPending(addresses)).find(({ service }) => service === wanted)?.pending ?? 0;

const isRelayed = (stage: Stage, timeoutMs: number) =>
  waitFor(async () => ((await pendingOf(stage, 'auth')) === 0 ? true : null), { timeoutMs, intervalMs: 500 });

export const relays: Fault[] = [
  {
    name: 'relay-thawed',
    title: 'two relays of one source; the active one is frozen for longer than its lease, then resumes',
    group: 'two concurrent relays of one source',
    inject: (stage) =>
      withTwins(stage, ['tickets', 'orders'], async () => {
        await stage.traffic.waitForJourneys(5, 5_000);
        await Promise.all([
          freezeFor(stage, 'relay-mongo', longerThanLeaseMs),
          freezeFor(stage, 'relay-raw', longerThanLeaseMs),
        ]);
      }),
  },
  {
    name: 'relay-twins',
    title: `two relays of one source with ${events} events; one is killed every ${killEveryMs / 1000} s`,
    group: 'two concurrent relays of one source',
    async inject(stage) {
      const { addresses, system, note } = stage;
      await appendToOutboxOf(addresses.databases.auth, userEvents(events / 100, 100));
      let kills = 0;
      let twin = startTwin(stage, 'auth');
      try {
        // Alternates between the supervisor's relay and its twin: one has just started, the other is killed next.
        while (!(await isRelayed(stage, killEveryMs))) {
          kills += 1;
          if (kills > maxKills) throw new PromiseBroken(`${events} events were not relayed despite ${kills} kills`);
          if (kills % 2 === 1) {
            system.kill('relay-mongo');
            await system.restart('relay-mongo');
          } else {
            await twin.kill();
            twin = startTwin(stage, 'auth');
          }
        }
      } finally {
        await twin.kill();
      }
      note(`${kills} kills`);
    },
  },
  {
    name: 'relay-backlog',
    title: `a relay is down until ${backlog} rows are pending`,
    group: 'relay down with a backlog of 100k',
    async inject(stage) {
      const { addresses, system, note } = stage;
      await system.stop('relay-mongo');
      try {
        await appendToOutboxOf(addresses.databases.auth, userEvents(backlog, 1));
      } finally {
        await system.restart('relay-mongo');
      }
      const startedAt = performance.now();
      if (!(await isRelayed(stage, backlogWithinMs)))
        throw new PromiseBroken(`${backlog} rows were not relayed within ${seconds(backlogWithinMs)}`);
      const tookMs = performance.now() - startedAt;
      note(`${backlog} rows in ${seconds(tookMs)}, ${Math.round((backlog / tookMs) * 1_000)} a second`);
    },
  },
];
