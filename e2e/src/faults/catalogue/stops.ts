import { pause, waitFor } from '@ticketing/common/backoff';
import type { FailpointName } from '@ticketing/common/failpoints';
import { listMany } from '../../listings.ts';
import { type Fault, PromiseBroken, type Stage } from '../fault.ts';
import { reserveMany } from '../tools/bulk.ts';
import { readMetric } from '../tools/metrics.ts';
import { seconds } from '../tools/outages.ts';
import { expectStatus, listOwn, ownPeople } from '../tools/own-orders.ts';

const group = 'a graceful stop in the middle of work';
/** A program's time limit for work in flight; the supervisor kills it a moment later. Milliseconds. */
const stopTimeoutMs = 25_000;

interface Stopped {
  program: string;
  /** The point at which the stop usually arrives. */
  at: FailpointName;
}

const consumers: Stopped[] = ['orders', 'tickets', 'payments'].map((program) => ({
  program,
  at: 'consumer.after-apply',
}));
const relays: Stopped[] = [
  { program: 'relay-mongo', at: 'mongo-relay.after-ack' },
  { program: 'relay-raw', at: 'raw-relay.after-ack' },
];
const stopsEach = 2;

/** @throws PromiseBroken when it does not exit in time */
async function stopGracefully({ system }: Stage, program: string): Promise<number> {
  const startedAt = performance.now();
  await system.stop(program);
  const tookMs = performance.now() - startedAt;
  if (tookMs > stopTimeoutMs) throw new PromiseBroken(`${program} did not exit within ${seconds(stopTimeoutMs)}`);
  return tookMs;
}

const inTheMiddle: Fault = {
  name: 'stop-mid-batch',
  title: `consumers and relays are stopped gracefully between writing and committing, ${stopsEach} times each`,
  group,
  async inject(stage) {
    const { system, random, seed, traffic, note } = stage;
    for (const { program, at } of random.shuffle([...random.shuffle(consumers).slice(0, 2), random.pick(relays)])) {
      const took: string[] = [];
      try {
        for (let stop = 0; stop < stopsEach; stop += 1) {
          // Slow enough that the stop arrives in the middle.
          await system.restart(program, { FAILPOINTS: `${at}:delay:500-1500`, FAILPOINTS_SEED: `${seed}:${stop}` });
          await traffic.waitForJourneys(random.between(2, 6), 6_000);
          took.push(seconds(await stopGracefully(stage, program)));
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

/** Waits until the service has a message that it can't process. */
const isBlocked = ({ system }: Stage, program: string) =>
  waitFor(async () => ((await readMetric(system, program, 'consumer_held_back_seconds')) > 0 ? true : null), {
    timeoutMs: takenWithinMs,
    intervalMs: 100,
  });

/** One more than the poison threshold: a graceful stop does not count as a crash. */
const withoutRegistry: Fault = {
  name: 'stops-without-registry',
  title: `orders is stopped gracefully ${stops} times while the schema registry is unavailable and it can't decode messages`,
  group,
  async inject(stage) {
    const { addresses, system, random, note } = stage;
    const { seller, buyer } = ownPeople(stage);
    const ticketIds = await listOwn(stage, few);
    let met = 0;
    await system.stop('registry');
    try {
      await system.restart('orders');
      // Events that the new process can't decode, because it has no schemas yet.
      await listMany(seller, few);
      for (let stop = 0; stop < stops; stop += 1) {
        if (await isBlocked(stage, 'orders')) met += 1;
        await pause(random.between(0, 500));
        await stopGracefully(stage, 'orders');
        await system.restart('orders');
      }
    } finally {
      await system.restart('registry');
    }
    note(`${met} of ${stops} stops occurred with an undecodable message in flight`);
    if (met < stops)
      throw new Error(`only ${met} of ${stops} stops occurred with a message in flight: nothing was tested`);
    const orderIds = await reserveMany(addresses, { ticketIds, userId: buyer.id, ttlSeconds: 5 });
    await expectStatus(stage, orderIds, 'cancelled', { withinMs: 45_000, when: 'after the registry recovered' });
  },
};

export const gracefulStops: Fault[] = [inTheMiddle, withoutRegistry];
