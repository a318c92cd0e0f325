import { postgresServices, type Service, topicsConsumedBy } from '@ticketing/contracts';
import type { Addresses, Observation } from '../../checker/index.ts';
import { withPostgres } from '../../checker/observe/postgres.ts';
import { withBroker } from '../../checker/observe/read-broker.ts';
import { readPayments, readTickets, withMongo } from '../../checker/observe/read-mongo.ts';
import { readOrders } from '../../checker/observe/read-orders.ts';

/** Resets a group without members to the beginning of all its topics. */
export const rewind = (addresses: Addresses, group: Service): Promise<void> =>
  withBroker(addresses, (admin) => admin.rewind(group, topicsConsumedBy(group)));

/** Empties every service's inbox. */
export async function emptyInboxes({ databases }: Addresses): Promise<void> {
  for (const uri of [databases.tickets, databases.catalog, databases.payments])
    await withMongo(uri, async (connection) => void (await connection.collection('inbox').deleteMany({})));
  for (const service of postgresServices)
    await withPostgres(databases[service], async (client) => void (await client.query('DELETE FROM inbox')));
}

type PaymentRow = Observation['payments'][number];

/** Removes the time of the sweeper's next check, which changes without an event. */
function withoutSchedule({ refunds, ...payment }: PaymentRow) {
  type Stored = PaymentRow['refunds'][number] & { looks: number; dueAt: Date | null };
  return { ...payment, refunds: (refunds as Stored[]).map(({ looks: _looks, dueAt: _dueAt, ...facts }) => facts) };
}

/** All business rows, by kind and id. */
export async function readBusinessRows(addresses: Addresses): Promise<Map<string, unknown>> {
  const [{ tickets }, { payments, payableOrders }, { orders, listings }] = await Promise.all([
    readTickets(addresses),
    readPayments(addresses),
    readOrders(addresses),
  ]);
  const kinds = {
    ticket: tickets,
    listing: listings,
    order: orders,
    'payable order': payableOrders,
    payment: payments.map(withoutSchedule),
  };
  return new Map(
    Object.entries(kinds).flatMap(([kind, rows]) => rows.map((row) => [`${kind} ${row.id}`, row] as const)),
  );
}
