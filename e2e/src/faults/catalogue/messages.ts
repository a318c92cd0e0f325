import { isDeepStrictEqual } from 'node:util';
import { rawTopicOf, relayedThroughRaw, type Service, topicNames } from '@ticketing/contracts';
import { withBroker } from '../../checker/observe/read-broker.ts';
import { readTopics } from '../../checker/observe/read-topics.ts';
import { publishing } from '../../publishing.ts';
import { type Fault, PromiseBroken, type Stage } from '../fault.ts';
import { emptyInboxes, readBusinessRows, rewind } from '../tools/inboxes.ts';
import { freezeFor } from '../tools/outages.ts';
import { reordering } from '../tools/reordering.ts';

const consumers: Service[] = ['tickets', 'orders', 'payments', 'expiration'];
/** All whose inboxes are emptied. */
const replayed: Service[] = [...consumers, 'catalog', 'bookings'];
const repeatsATopic = 60;

async function restartAll({ system }: Stage, envOf: (group: Service) => Record<string, string>): Promise<void> {
  for (const group of consumers) await system.restart(group, envOf(group));
}

export const replay: Fault = {
  name: 'replay-everything',
  title: 'every topic is replayed to every group with an empty inbox; no business row may change',
  group: 'duplicates, reordering, whole-topic replay',
  async inject(stage) {
    const { addresses, system, traffic, note } = stage;
    await traffic.waitForJourneys(40, 20_000);
    await stage.becomeQuiet();
    const before = await readBusinessRows(addresses);
    for (const group of replayed) await system.stop(group);
    try {
      await emptyInboxes(addresses);
      for (const group of replayed) await rewind(addresses, group);
    } finally {
      for (const group of replayed) await system.restart(group);
    }
    await stage.becomeQuiet();
    const after = await readBusinessRows(addresses);
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
      (name) => !isDeepStrictEqual(before.get(name), after.get(name)),
    );
    note(`${before.size} business rows compared`);
    if (changed.length > 0)
      throw new PromiseBroken(
        `a replay changed ${changed.length} rows: ${changed
          .slice(0, 5)
          .map((name) => `${name} from ${JSON.stringify(before.get(name))} to ${JSON.stringify(after.get(name))}`)
          .join('; ')}`,
      );
  },
};

export const messages: Fault[] = [
  {
    name: 'duplicates',
    title: 'messages of every topic, including raw topics, are redelivered',
    group: 'duplicates, reordering, whole-topic replay',
    async inject(stage) {
      const { addresses, random, note, traffic } = stage;
      const topics = [...topicNames, ...topicNames.filter(relayedThroughRaw).map(rawTopicOf)];
      const read = await withBroker(addresses, (_, kafka) => readTopics(kafka, topics));
      const chosen = [...Map.groupBy(read, ({ topic }) => topic).values()].flatMap((ofTopic) =>
        random.shuffle(ofTopic).slice(0, repeatsATopic),
      );
      await publishing(stage, async (publisher) => {
        for (const part of [chosen.slice(0, chosen.length / 2), chosen.slice(chosen.length / 2)]) {
          await publisher.publish(part.map(({ topic, key, value, headers }) => ({ topic, key, value, headers })));
          await traffic.waitForJourneys(5, 5_000);
        }
      });
      note(`${chosen.length} messages sent again`);
    },
  },
  {
    name: 'reordering',
    title: 'deliveries are delayed by topic, so that an aggregate’s topics overtake each other',
    group: 'duplicates, reordering, whole-topic replay',
    async inject(stage) {
      const { random, seed, traffic } = stage;
      try {
        await restartAll(stage, (group) => ({ FAILPOINTS: reordering(random, group, 400), FAILPOINTS_SEED: seed }));
        await traffic.waitForJourneys(30, 15_000);
      } finally {
        await restartAll(stage, () => ({}));
      }
    },
  },
  {
    name: 'slow-consumer',
    title: 'a message takes longer than the session timeout; a whole consumer is frozen for that long',
    group: 'a consumer slower than its session timeout',
    async inject(stage) {
      const { system, seed, note } = stage;
      try {
        const Failpoints = 'consumer.before-apply:delay:11000-13000:0.04';
        await system.restart('orders', { FAILPOINTS: Failpoints, FAILPOINTS_SEED: seed });
        await freezeFor(stage, 'tickets', 13_000);
      } finally {
        await system.restart('orders');
      }
      note('orders took 11 to 13 s for some messages');
    },
  },
];
