import { pause, waitFor } from '@ticketing/common/backoff';
import type { FailpointName } from '@ticketing/common/failpoints';
import { listMany } from '../../listings.ts';
import { type Fault, PromiseBroken, type Stage } from '../fault.ts';
import { reserveMany } from '../tools/bulk.ts';
import { readMetric } from '../tools/metrics.ts';
import { seconds } from '../tools/outages.ts';
import { expectStatus, listOwn, ownPeople } from '../tools/own-orders.ts';

const group = 'a graceful stop in the middle of work';
/** What a program gives itself to finish what it has begun; the supervisor kills it a moment later. Milliseconds. */
const endsWithinMs = 25_000;

interface Stopped {
  program: string;
  /** Where it is when it is told to stop, most of the time. */
  at: FailpointName;
}

const consumers: Stopped[] = ['orders', 'tickets', 'payments'].map((program) => ({
  program,
  at: 'consumer.after-apply',
}));
const relays: Stopped[] = [
  ...['relay-tickets', 'relay-payments'].map((program): Stopped => ({ program, at: 'mongo-relay.after-ack' })),
  { program: 'relay-orders', at: 'raw-relay.after-ack' },
];
const stopsEach = 2;

/** @throws PromiseBroken when it does not end by itself */
async function stopInOrder({ system }: Stage, program: string): Promise<number> {
  const startedAt = performance.now();
  await system.stop(program);
  const tookMs = performance.now() - startedAt;
  if (tookMs > endsWithinMs) throw new PromiseBroken(`${program} did not end within ${seconds(endsWithinMs)}`);
  return tookMs;
}

const inTheMiddle: Fault = {
  name: 'stop-mid-batch',
  title: `consumers and relays are stopped in order between what they have written and what they still have to commit, ${stopsEach} times each`,
  group,
  async inject(stage) {
    const { system, random, seed, traffic, note } = stage;
    for (const { program, at } of random.shuffle([...random.shuffle(consumers).slice(0, 2), random.pick(relays)])) {
      const took: string[] = [];
      try {
        for (let stop = 0; stop < stopsEach; stop += 1) {
          // So slow that a stop meets the middle.
          await system.restart(program, { FAILPOINTS: `${at}:delay:500-1500`, FAILPOINTS_SEED: `${seed}:${stop}` });
          await traffic.goesOn(random.between(2, 6), 6_000);
          took.push(seconds(await stopInOrder(stage, program)));
        }
      } finally {
        await system.restart(program);
      }
      note(`${program} stopped at ${at} in ${took.join(', ')}`);
    }
  },
};

const stops = 6;
const takenWithinMs = 20_000;
const few = 5;

/** Waits until the service has a message that it can't apply. */
const holdsBack = ({ system }: Stage, program: string) =>
  waitFor(async () => ((await readMetric(system, program, 'consumer_held_back_seconds')) > 0 ? true : null), {
    timeoutMs: takenWithinMs,
    intervalMs: 100,
  });

/** One more than the deaths after which a message counts as their cause: a stop in order is no death. */
const withoutRegistry: Fault = {
  name: 'stops-without-registry',
  title: `orders is stopped in order ${stops} times while the schema registry is away and it can read nothing`,
  group,
  async inject(stage) {
    const { addresses, system, random, note } = stage;
    const { seller, buyer } = ownPeople(stage);
    const ticketIds = await listOwn(stage, few);
    let met = 0;
    await system.stop('registry');
    try {
      await system.restart('orders');
      // News that the new process can't read: it has seen no schema yet.
      await listMany(seller, few);
      for (let stop = 0; stop < stops; stop += 1) {
        if (await holdsBack(stage, 'orders')) met += 1;
        await pause(random.between(0, 500));
        await stopInOrder(stage, 'orders');
        await system.restart('orders');
      }
    } finally {
      await system.restart('registry');
    }
    note(`${met} of ${stops} stops met a message that could not be read`);
    if (met < stops) throw new Error(`only ${met} of ${stops} stops met a message: nothing was tested`);
    const orderIds = await reserveMany(addresses, { ticketIds, userId: buyer.id, ttlSeconds: 5 });
    await expectStatus(stage, orderIds, 'cancelled', { withinMs: 45_000, when: 'after the registry was back' });
  },
};

export const gracefulStops: Fault[] = [inTheMiddle, withoutRegistry];
