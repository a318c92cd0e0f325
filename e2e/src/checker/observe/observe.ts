import type { TopicRange } from '@ticketing/common/kafka';
import type { Addresses } from '../addresses.ts';
import type { Observation } from '../observation.ts';
import { readEnds, readMessages, readPositions, withBroker } from './read-broker.ts';
import { readLedger } from './read-ledger.ts';
import { readAuth, readCatalog, readNotifications, readPayments, readTickets } from './read-mongo.ts';
import { readOrders } from './read-orders.ts';
import { readBookings, readSlots } from './read-postgres.ts';

/**
 * Reads everything that the invariants need. Databases and topics are read at different times, so the system must be quiet;
 * see {@link isStill}.
 */
export async function observe(addresses: Addresses): Promise<Observation> {
  return (await observeWithEnds(addresses)).observation;
}

/** The same, and whether the system was quiet: if not, the parts of the observation are inconsistent. */
export const observeWithEnds = (addresses: Addresses): Promise<{ observation: Observation; isStill: boolean }> =>
  withBroker(addresses, async (admin, kafka) => {
    const before = await readEnds(admin);
    const { events, deadLetters } = await readMessages(kafka, addresses.registry);
    const [auth, tickets, catalog, payments, notifications, orders, bookings, slots, ledger] = await Promise.all([
      readAuth(addresses),
      readTickets(addresses),
      readCatalog(addresses),
      readPayments(addresses),
      readNotifications(addresses),
      readOrders(addresses),
      readBookings(addresses),
      readSlots(addresses),
      addresses.stripe ? readLedger(addresses.stripe) : null,
    ]);
    const after = await readEnds(admin);
    const observation: Observation = {
      users: auth.users,
      tickets: tickets.tickets,
      performances: catalog.performances,
      orders: orders.orders,
      orderSeats: orders.orderSeats,
      standingAreas: orders.standingAreas,
      sagas: bookings.sagas,
      manifest: catalog.manifest,
      refundRequests: catalog.refundRequests,
      listings: orders.listings,
      payments: payments.payments,
      payableOrders: payments.payableOrders,
      outbox: [auth, tickets, catalog, payments, orders, bookings].flatMap(({ outbox }) => outbox),
      deadRows: [auth, tickets, catalog, payments].flatMap(({ deadRows }) => deadRows),
      consumers: {
        orders: orders.consumer,
        bookings: bookings.consumer,
        tickets: tickets.consumer,
        catalog: catalog.consumer,
        payments: payments.consumer,
        notifications: notifications.consumer,
      },
      revokedSessions: {
        auth: auth.revoked,
        tickets: tickets.revoked,
        catalog: catalog.revoked,
        payments: payments.revoked,
        orders: orders.revoked,
        bookings: bookings.revoked,
      },
      events,
      deadLetters,
      positions: await readPositions(admin, after),
      slots,
      ledger,
    };
    return { observation, isStill: areSame(before, after) };
  });

export const areSame = (some: TopicRange[], others: TopicRange[]): boolean => {
  const endOf = new Map(others.map(({ topic, partition, end }) => [`${topic}/${partition}`, end]));
  return some.every(({ topic, partition, end }) => endOf.get(`${topic}/${partition}`) === end);
};
