import { pause, waitFor } from '@ticketing/common/backoff';
import { rawTopicOf } from '@ticketing/contracts';
import { withBroker } from '../../checker/observe/read-broker.ts';
import { readRanges } from '../../checker/observe/read-topics.ts';
import { type Fault, PromiseBroken, type Stage } from '../fault.ts';
import { countArrived, listMany, reserveMany } from '../tools/bulk.ts';

const rows = 500;
const ttlSeconds = 5;
const created = rawTopicOf('orders.order.created.v1');

/** Kills Connect as soon as some of the rows are on their raw topic. @returns how many are there then */
const killWhenSomeAreOut = ({ addresses, system, random }: Stage, write: () => Promise<unknown>): Promise<number> =>
  withBroker(addresses, async (admin) => {
    const count = async () => (await readRanges(admin, [created])).reduce((sum, { end }) => sum + end, 0);
    const before = await count();
    // The first rows appear some milliseconds behind the commit; which part of them, the seed's delay decides.
    const extraMs = random.between(0, 15);
    await write();
    await waitFor(async () => ((await count()) > before ? true : null), { timeoutMs: 10_000, intervalMs: 1 });
    await pause(extraMs);
    system.kill('connect');
    return (await count()) - before;
  });

export const connect: Fault[] = [
  {
    name: 'connect-kill',
    title: `kill -9 of Kafka Connect in the middle of a transaction of ${rows} outbox rows`,
    group: 'Kafka Connect kill -9 in the middle of a multi-row outbox transaction',
    async inject(stage) {
      const { addresses, people, note, system } = stage;
      const [seller, buyer] = [people.sellers[0], people.buyers[0]];
      if (!seller || !buyer) throw new Error('nobody is there');
      const ticketIds = await listMany(addresses, seller.id, rows);
      const haveArrived = async () => ((await countArrived(addresses, ticketIds)) === rows ? true : null);
      if (!(await waitFor(haveArrived, { timeoutMs: 60_000, intervalMs: 250 })))
        throw new PromiseBroken(`${rows} new tickets did not arrive in orders within 60 s`);
      // They are never paid, so each expires by itself: events behind the outage, too.
      const reserve = () => reserveMany(addresses, { ticketIds, userId: buyer.id, ttlSeconds });
      const out = await killWhenSomeAreOut(stage, reserve);
      note(`connect killed with ${out} raw messages out, of ${rows} rows and the traffic's`);
      await system.restart('connect');
    },
  },
];
