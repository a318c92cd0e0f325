import { pause, waitFor } from '@ticketing/common/backoff';
import { rawTopicOf } from '@ticketing/contracts';
import { withBroker } from '../../checker/observe/read-broker.ts';
import { countArrived, listMany } from '../../listings.ts';
import { type Fault, PromiseBroken, type Stage } from '../fault.ts';
import { reserveMany } from '../tools/bulk.ts';
import { readMetric } from '../tools/metrics.ts';
import { dropSlot, reconcile } from '../tools/slot.ts';

const rows = 500;
const ttlSeconds = 5;
const created = rawTopicOf('orders.order.created.v1');

/** Kills Connect as soon as some of the rows are on their raw topic. @returns their number */
const killWhenSomeAreOut = ({ addresses, system, random }: Stage, write: () => Promise<unknown>): Promise<number> =>
  withBroker(addresses, async (admin) => {
    const count = async () => (await admin.rangesOf([created])).reduce((sum, { end }) => sum + end, 0);
    const before = await count();
    // The first rows appear some milliseconds after the commit; the seed's delay decides how many.
    const extraMs = random.between(0, 15);
    await write();
    await waitFor(async () => ((await count()) > before ? true : null), { timeoutMs: 10_000, intervalMs: 1 });
    await pause(extraMs);
    system.kill('connect');
    return (await count()) - before;
  });

/** Once a minute, the check examines rows that are older than a minute. */
const alarmWithinMs = 240_000;

const isAlarmed = async ({ system }: Stage): Promise<true | null> =>
  (await readMetric(system, 'orders', 'outbox_missing_events')) > 0 ? true : null;

const slotDropped: Fault = {
  name: 'slot-dropped',
  title:
    'the replication slot of orders is dropped: later writes are not published until they are reconciled. With --long, waits for the alarm',
  group: 'replication slot dropped (alarm, reconcile)',
  async inject(stage) {
    const { traffic, note } = stage;
    await dropSlot(stage);
    note('slot dropped');
    await traffic.waitForJourneys(20, 15_000);
    const { code, said } = await reconcile(stage, 'orders', '--dry-run');
    if (code !== 1)
      throw new PromiseBroken(`events were lost with the slot, but reconcile reports nothing missing: ${said}`);
    if (stage.isLong && !(await waitFor(() => isAlarmed(stage), { timeoutMs: alarmWithinMs, intervalMs: 2_000 })))
      throw new PromiseBroken('events are missing on their topics, but outbox_missing_events does not report them');
    const repaired = await reconcile(stage, 'orders');
    if (repaired.code !== 0) throw new PromiseBroken(`reconciling failed: ${repaired.said}`);
    note(repaired.said.split('\n').slice(0, 3).join('; '));
  },
};

export const connect: Fault[] = [
  {
    name: 'connect-kill',
    title: `kill -9 of Kafka Connect in the middle of a transaction of ${rows} outbox rows`,
    group: 'Kafka Connect kill -9 in the middle of a multi-row outbox transaction',
    async inject(stage) {
      const { addresses, people, note, system } = stage;
      const [seller, buyer] = [people.sellers[0], people.buyers[0]];
      if (!seller || !buyer) throw new Error('there are no users');
      const ticketIds = await listMany(seller, rows);
      const haveArrived = async () => ((await countArrived(addresses, ticketIds)) === rows ? true : null);
      if (!(await waitFor(haveArrived, { timeoutMs: 60_000, intervalMs: 250 })))
        throw new PromiseBroken(`${rows} new tickets did not arrive in orders within 60 s`);
      // They are never paid, so each expires: there are also events after the outage.
      const reserve = () => reserveMany(addresses, { ticketIds, userId: buyer.id, ttlSeconds });
      const out = await killWhenSomeAreOut(stage, reserve);
      note(`connect killed with ${out} raw messages out, of ${rows} rows and the traffic's`);
      await system.restart('connect');
    },
  },
  slotDropped,
];
