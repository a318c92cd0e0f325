import { waitFor } from '@ticketing/common/backoff';
import type { Addresses } from '../../checker/index.ts';
import { withPostgres } from '../../checker/observe/postgres.ts';
import { withMongo } from '../../checker/observe/read-mongo.ts';
import { countArrived, listMany } from '../../listings.ts';
import type { PaymentBody, Person } from '../../person.ts';
import { retryRequest } from '../../retry-request.ts';
import { PromiseBroken, type Stage } from '../fault.ts';
import { reserveMany } from './bulk.ts';

/** Orders that only the fault pays, so that it knows the expected outcome of each. */
export interface OwnOrders {
  buyer: Person;
  seller: Person;
  orderIds: string[];
}

const arriveWithinMs = 30_000;
const paidWithinMs = 10_000;
const paidAtOnce = 4;

export function ownPeople({ people }: Pick<Stage, 'people'>): { buyer: Person; seller: Person } {
  const [seller, buyer] = [people.sellers[0], people.buyers[0]];
  if (!seller || !buyer) throw new Error('there are no users');
  return { seller, buyer };
}

/** Lists tickets and waits until they have arrived in orders. @returns their ids */
export async function listOwn(stage: Stage, count: number): Promise<string[]> {
  const ticketIds = await listMany(ownPeople(stage).seller, count);
  await expectTickets(stage, ticketIds);
  return ticketIds;
}

/** @throws PromiseBroken when the tickets do not arrive in orders in time */
export async function expectTickets({ addresses }: Stage, ticketIds: string[]): Promise<void> {
  const haveArrived = async () => ((await countArrived(addresses, ticketIds)) === ticketIds.length ? true : null);
  if (!(await waitFor(haveArrived, { timeoutMs: arriveWithinMs, intervalMs: 100 })))
    throw new PromiseBroken(`${ticketIds.length} listed tickets did not arrive in orders`);
}

/** Lists and reserves tickets for one buyer, and waits until the orders can be paid. */
export async function reserveOwn(stage: Stage, count: number, ttlSeconds: number): Promise<OwnOrders> {
  const people = ownPeople(stage);
  const ticketIds = await listOwn(stage, count);
  const orderIds = await reserveMany(stage.addresses, { ticketIds, userId: people.buyer.id, ttlSeconds });
  await expectPayable(stage, orderIds);
  return { ...people, orderIds };
}

/** @throws PromiseBroken when the orders do not arrive in payments in time */
export async function expectPayable({ addresses }: Stage, orderIds: string[]): Promise<void> {
  const arePayable = await withMongo(addresses.databases.payments, (connection) =>
    waitFor(
      async () => {
        const known = connection.collection<{ _id: string }>('orders').countDocuments({ _id: { $in: orderIds } });
        return (await known) === orderIds.length ? true : null;
      },
      { timeoutMs: arriveWithinMs, intervalMs: 50 },
    ),
  );
  if (!arePayable) throw new PromiseBroken(`${orderIds.length} orders did not arrive in payments`);
}

/** Pays orders, a few at a time. @returns those whose payment was confirmed as succeeded */
export async function payAll(buyer: Person, orderIds: readonly string[]): Promise<string[]> {
  const paid: string[] = [];
  const left = [...orderIds];
  const payOneByOne = async () => {
    for (let orderId = left.shift(); orderId !== undefined; orderId = left.shift()) {
      const payment = { orderId, token: 'tok_visa' };
      const answer = await retryRequest<PaymentBody>(buyer, 'POST', '/api/payments', payment, { forMs: paidWithinMs });
      if (answer?.status === 201 && answer.body.status === 'succeeded') paid.push(orderId);
    }
  };
  await Promise.all(Array.from({ length: paidAtOnce }, payOneByOne));
  return paid;
}

/** The same, but every payment must succeed. @throws PromiseBroken */
export async function payEach(buyer: Person, orderIds: readonly string[]): Promise<void> {
  const paid = await payAll(buyer, orderIds);
  if (paid.length < orderIds.length)
    throw new PromiseBroken(`only ${paid.length} of ${orderIds.length} orders could be paid`);
}

export interface OrderState {
  id: string;
  status: string;
  cancelReason: string | null;
  refundAmountMinor: number | null;
  expiresAt: Date;
}

export const readOrderStates = ({ databases }: Addresses, orderIds: readonly string[]): Promise<OrderState[]> =>
  withPostgres(databases.orders, async (client) => {
    const { rows } = await client.query<OrderState>(
      `SELECT id::text, status, cancel_reason AS "cancelReason", refund_amount_minor AS "refundAmountMinor",
              expires_at AS "expiresAt"
       FROM orders WHERE id = ANY($1::uuid[])`,
      [orderIds],
    );
    return rows;
  });

/** Waits until all orders have a status. @throws PromiseBroken that names the others on timeout */
export async function expectStatus(
  { addresses }: Pick<Stage, 'addresses'>,
  orderIds: readonly string[],
  status: 'complete' | 'cancelled',
  { withinMs, when }: { withinMs: number; when: string },
): Promise<void> {
  let others: OrderState[] = [];
  const isSo = await waitFor(
    async () => {
      others = (await readOrderStates(addresses, orderIds)).filter((order) => order.status !== status);
      return others.length === 0 ? true : null;
    },
    { timeoutMs: withinMs, intervalMs: 100 },
  );
  if (!isSo)
    throw new PromiseBroken(
      `${others.length} of ${orderIds.length} orders were not ${status} within ${withinMs} ms ${when}: ${JSON.stringify(others.slice(0, 3))}`,
    );
}
