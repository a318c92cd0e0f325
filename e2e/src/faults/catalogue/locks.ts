import { pause, waitFor } from '@ticketing/common/backoff';
import { partitionOf } from '@ticketing/common/kafka';
import type { Topic } from '@ticketing/contracts';
import { type Connection, Types } from 'mongoose';
import { withPostgres } from '../../checker/observe/postgres.ts';
import { withBroker } from '../../checker/observe/read-broker.ts';
import { withMongo } from '../../checker/observe/read-mongo.ts';
import { type Fault, PromiseBroken, type Stage } from '../fault.ts';
import { reserveMany } from '../tools/bulk.ts';
import { seconds } from '../tools/outages.ts';
import { expectStatus, listOwn, ownPeople, payEach, readOrderStates, reserveOwn } from '../tools/own-orders.ts';

const group = 'a row that another transaction has locked';
const count = 16;
/** Time limit of the other orders while the lock is held; on an idle machine they take a second. */
const othersWithinMs = 10_000;
/** Longer than the lock timeout, several backoffs of the blocked message, and the time limit of the others. */
const held = ({ random }: Stage): number => random.between(15_000, 20_000);
/** A message that waits for a lock backs off for at most 15 s. */
const lockedWithinMs = 25_000;
/** Long enough that no reservation expires while a row is locked; that is another fault. */
const ttlSeconds = 90;

/** Chooses an order whose messages share a partition with most of the others. */
async function chooseLocked({ addresses }: Stage, topic: Topic, orderIds: string[]) {
  const partitions = (await withBroker(addresses, (admin) => admin.rangesOf([topic]))).length;
  const [most = []] = [...Map.groupBy(orderIds, (id) => partitionOf(Buffer.from(id), partitions)).values()].sort(
    (some, others) => others.length - some.length,
  );
  const [locked] = most;
  if (locked === undefined || most.length < 2) throw new Error('no two orders are on the same partition');
  return { locked, others: orderIds.filter((id) => id !== locked), mates: most.length - 1 };
}

const lockedOrder: Fault = {
  name: 'locked-order',
  title: 'the row of an order that is being paid is locked; other orders on its partition complete meanwhile',
  group,
  async inject(stage) {
    const { addresses, note } = stage;
    const { buyer, orderIds } = await reserveOwn(stage, count, ttlSeconds);
    const { locked, others, mates } = await chooseLocked(stage, 'payments.payment.created.v1', orderIds);
    const heldMs = held(stage);
    // A separate session without our timeouts.
    await withPostgres(addresses.databases.orders, async (client) => {
      await client.query('BEGIN');
      await client.query('SELECT FROM orders WHERE id = $1 FOR UPDATE', [locked]);
      const until = performance.now() + heldMs;
      await payEach(buyer, [locked, ...others]);
      const paidAt = performance.now();
      await expectStatus(stage, others, 'complete', {
        withinMs: othersWithinMs,
        when: 'while another order was locked',
      });
      note(
        `${others.length} others completed ${seconds(performance.now() - paidAt)} after the last payment, ${mates} of them on its partition`,
      );
      await pause(Math.max(0, until - performance.now()));
      const [state] = await readOrderStates(addresses, [locked]);
      if (state?.status === 'complete') throw new Error('the lock had no effect');
      await client.query('ROLLBACK');
    });
    await expectStatus(stage, [locked], 'complete', { withinMs: lockedWithinMs, when: 'after the lock was released' });
  },
};

/** Raises the transaction time limit, which is 5 s by default here. */
async function withLongTransactions<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  const name = 'transactionLifetimeLimitSeconds';
  const admin = connection.getClient().db('admin');
  const { was } = await admin.command({ setParameter: 1, [name]: 2 * ttlSeconds });
  try {
    return await work();
  } finally {
    await admin.command({ setParameter: 1, [name]: was });
  }
}

/** Writes to a ticket in a transaction that stays open until the work is done, like that of a frozen process. */
async function withLockedTicket<T>(connection: Connection, ticketId: string, work: () => Promise<T>): Promise<T> {
  return withLongTransactions(connection, () =>
    connection.getClient().withSession(async (session) => {
      session.startTransaction();
      const change = { $set: { touchedBy: 'faults' } };
      await connection.collection('tickets').updateOne({ _id: new Types.ObjectId(ticketId) }, change, { session });
      try {
        return await work();
      } finally {
        await session.abortTransaction();
      }
    }),
  );
}

const lockedTicket: Fault = {
  name: 'locked-ticket',
  title:
    'the document of a ticket that is being reserved is locked; other tickets on its partition are reserved meanwhile',
  group,
  async inject(stage) {
    const { addresses, note } = stage;
    const { buyer } = ownPeople(stage);
    const ticketIds = await listOwn(stage, count);
    await withMongo(addresses.databases.tickets, async (connection) => {
      const countReserved = (ids: string[]) =>
        connection
          .collection('tickets')
          .countDocuments({ _id: { $in: ids.map((id) => new Types.ObjectId(id)) }, status: 'reserved' });
      const expectReserved = async (ids: string[], withinMs: number, when: string) => {
        const areReserved = async () => ((await countReserved(ids)) === ids.length ? true : null);
        if (!(await waitFor(areReserved, { timeoutMs: withinMs, intervalMs: 100 })))
          throw new PromiseBroken(`only ${await countReserved(ids)} of ${ids.length} tickets were reserved ${when}`);
      };
      const [locked = '', ...others] = ticketIds;
      const heldMs = held(stage);
      const orderIds = await withLockedTicket(connection, locked, async () => {
        const startedAt = performance.now();
        const reserved = await reserveMany(addresses, { ticketIds, userId: buyer.id, ttlSeconds });
        await expectReserved(others, othersWithinMs, 'while another ticket was locked');
        note(`${others.length} others reserved after ${seconds(performance.now() - startedAt)}`);
        await pause(Math.max(0, heldMs - (performance.now() - startedAt)));
        if ((await countReserved([locked])) > 0) throw new Error('the lock had no effect');
        return reserved;
      });
      await expectReserved([locked], lockedWithinMs, 'after the lock was released');
      await payEach(buyer, orderIds);
      await expectStatus(stage, orderIds, 'complete', {
        withinMs: lockedWithinMs,
        when: 'after the lock was released',
      });
    });
  },
};

export const locks: Fault[] = [lockedOrder, lockedTicket];
