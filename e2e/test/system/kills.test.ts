import { beforeAll, describe, expect, it } from '@jest/globals';
import { checkSystem, createJournal, journaled } from '../../src/checker/index.ts';
import { loadConfig } from '../../src/config.ts';
import { type Person, signUp } from '../../src/person.ts';
import { readOrder, until } from '../../src/purchase.ts';
import { runningSystem } from '../../src/system.ts';
import { runWorkload } from '../../src/workload.ts';

const system = runningSystem();
const { graceSeconds } = loadConfig();

/** The quick run kills a service and a relay. */
const quick = ['payments', 'relay-raw'];
const all = [
  ...quick,
  'orders',
  'bookings',
  'auth',
  'tickets',
  'catalog',
  'expiration',
  'notifications',
  'relay-mongo',
  'stripe',
  'mailbox',
];
const victims = process.env.TEST_SCOPE === 'full' ? all : quick;

const journal = createJournal();
let sellers: Person[];
let buyers: Person[];
beforeAll(async () => {
  const people = await Promise.all(Array.from({ length: 6 }, () => signUp(system.storeUrl)));
  const known = people.map((person) => journaled(person, journal));
  sellers = known.slice(0, 2);
  buyers = known.slice(2);
});

describe('kill -9 while fifty purchases run', () => {
  it.each(victims)(
    'of %s causes no loss, no double sale and no double charge',
    async (victim) => {
      let restarted: Promise<void> = Promise.resolve();
      const onBegun = (count: number) => {
        if (count !== 25) return;
        system.kill(victim);
        restarted = system.restart(victim);
      };
      const results = await runWorkload({ sellers, buyers, purchases: 50, concurrency: 8, onBegun });
      await restarted;

      for (const { orderId } of results) {
        const buyer = buyers.find(({ id }) =>
          journal.answers.some(
            (answer) => answer.type === 'orderCreated' && answer.orderId === orderId && answer.userId === id,
          ),
        );
        if (!buyer) throw new Error('an order without a buyer');
        await until(
          () => readOrder(buyer, orderId),
          ({ status }) => status === 'complete' || status === 'cancelled',
          60_000,
        );
      }
      const { summary } = await checkSystem({ addresses: system.addresses, graceSeconds, journal: journal.answers });
      expect(summary).toEqual([]);
    },
    240_000,
  );
});
