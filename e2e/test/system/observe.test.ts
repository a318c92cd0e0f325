import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { createKafka, createPublisher } from '@ticketing/common/kafka';
import { silentLogger } from '@ticketing/common/log';
import { headerNames, isTopic, topicNames, topics } from '@ticketing/contracts';
import {
  checkInvariants,
  checkSystem,
  createJournal,
  expectations,
  type InvariantId,
  journaled,
  type Observation,
  poisonHeader,
  type SystemReport,
} from '../../src/checker/index.ts';
import { loadConfig } from '../../src/config.ts';
import { signUp } from '../../src/person.ts';
import { listTicket, readOrder, reserve, until } from '../../src/purchase.ts';
import { runningSystem } from '../../src/system.ts';

const system = runningSystem();
const { graceSeconds } = loadConfig();
const journal = createJournal();

let report: SystemReport;
let orderId: string;
let paymentId: string;
let ticketId: string;
const poison = { topic: 'payments.payment.failed.v1', eventId: randomUUID() } as const;

/** Puts an undecodable message on an event topic. */
async function sendPoison(): Promise<void> {
  const kafka = createKafka({ clientId: 'poisoner', brokers: system.addresses.brokers, log: silentLogger() });
  const publisher = await createPublisher(kafka);
  const headers = { [headerNames.eventId]: poison.eventId, [poisonHeader]: 'yes' };
  await publisher.publish([{ topic: poison.topic, key: 'nobody', value: Buffer.from('not Avro'), headers }]);
  await publisher.close();
}

beforeAll(async () => {
  await sendPoison();
  const [seller, buyer] = await Promise.all([signUp(system.storeUrl), signUp(system.storeUrl)]);
  const [known, payer] = [journaled(seller, journal), journaled(buyer, journal)];
  ({ id: ticketId } = await listTicket(known));
  const given = await reserve(payer, ticketId);
  await payer.expect(204, 'DELETE', `/api/orders/${given.id}`);
  ({ id: orderId } = await reserve(payer, ticketId));
  const payment = await payer.expect<{ id: string }>(201, 'POST', '/api/payments', { orderId, token: 'tok_visa' });
  paymentId = payment.id;
  await until(
    () => readOrder(payer, orderId),
    ({ status }) => status === 'complete',
  );
  await payer.expect(200, 'POST', '/api/users/signout', {});
  report = await checkSystem({ addresses: system.addresses, graceSeconds, journal: journal.answers });
}, 120_000);

/** What the observation contains about the purchase, from every part of the system. */
const seen = ({ tickets, listings, orders, payments, payableOrders, ledger }: Observation) => ({
  ticket: tickets.find(({ id }) => id === ticketId),
  listing: listings.find(({ id }) => id === ticketId),
  order: orders.find(({ id }) => id === orderId),
  payment: payments.find(({ id }) => id === paymentId),
  payable: payableOrders.find(({ id }) => id === orderId),
  intent: ledger?.intents.find((intent) => intent.orderId === orderId),
});

describe('a running system', () => {
  it('is observed in all of its parts', () => {
    expect(seen(report.observation)).toMatchObject({
      ticket: { status: 'sold', orderId, reservation: 2, priceMinor: 2500 },
      listing: { priceMinor: 2500, reservation: 2 },
      order: { status: 'complete', ticketId, reservation: 2, version: 1, paymentId, refundAmountMinor: null },
      payment: { orderId, state: 'succeeded', attempt: 1, amountMinor: 2500, refunds: [] },
      payable: { status: 'complete', priceMinor: 2500 },
      intent: { orderId },
    });
    const { events, outbox, positions, slots } = report.observation;
    // Created, completed in two generations; started, paid.
    expect(new Set(events.filter(({ key }) => key === orderId).map(({ topic }) => topic)).size).toBe(6);
    expect(events.find(({ key }) => key === orderId)?.event).not.toBeNull();
    const written = [...new Set(outbox.map(({ service }) => service))];
    expect(written).toEqual(expect.arrayContaining(['auth', 'tickets', 'orders', 'payments']));
    const consumed = topicNames.filter((topic) => topics[topic].consumers.length > 0);
    const read = positions.map(({ topic }) => topic).filter(isTopic);
    expect([...new Set(read)].sort()).toEqual(consumed.toSorted());
    const slot = { isActive: true, lagBytes: expect.any(Number) };
    expect(slots).toMatchObject({ orders: slot, bookings: slot });
  });

  it('is observed with its consumers’ dead letters and their original messages', () => {
    const { deadLetters, events } = report.observation;
    expect(deadLetters).toContainEqual(expect.objectContaining({ ...poison, group: 'orders', key: 'nobody' }));
    expect(events).toContainEqual(expect.objectContaining({ ...poison, event: null }));

    const unwarned = checkInvariants(report.observation, expectations({ graceSeconds }));
    const subject = { ...poison, group: 'orders' };
    expect(unwarned).toContainEqual({ invariant: 'I6', message: 'an unexpected dead letter exists', subject });
  });

  it('satisfies every invariant', () => {
    expect(report.summary).toEqual([]);
  });

  it.each<[InvariantId, (observation: Observation) => Observation]>([
    ['I1', (real) => ({ ...real, events: real.events.filter(({ key }) => key !== orderId) })],
    // As if every handler had run twice: each event is duplicated with a new id.
    [
      'I2',
      (real) => ({
        ...real,
        events: [
          ...real.events,
          ...real.events.map((message) => ({ ...message, eventId: `again ${message.eventId}` })),
        ],
      }),
    ],
    ['I3', (real) => ({ ...real, tickets: real.tickets.map((ticket) => ({ ...ticket, reservation: 99 })) })],
    ['I4', (real) => ({ ...real, orders: real.orders.map((order) => ({ ...order, priceMinor: 1 })) })],
    ['I5', (real) => ({ ...real, orders: real.orders.map((order) => ({ ...order, version: 7 })) })],
    ['I6', (real) => ({ ...real, slots: { ...real.slots, orders: null } })],
    [
      'I7',
      (real) => ({
        ...real,
        orders: real.orders.map((order) => ({ ...order, status: 'created', expiresAt: new Date(0) })),
      }),
    ],
    ['I8', (real) => ({ ...real, users: [] })],
  ])('would be reported for a violation of %s', (invariant, plant) => {
    const violations = checkInvariants(plant(report.observation), report.expectations);

    expect(violations.map((violation) => violation.invariant)).toContain(invariant);
  });
});
