import type { Expectations } from './expectations.ts';
import { excusesOf } from './facts.ts';
import type { Observation, OrderRow, TicketRow } from './observation.ts';
import { type Violation, violationOf } from './violation.ts';

const violation = violationOf('I3');

/** I3: at most one live order per ticket, and tickets, orders and payments agree about tickets and orders. */
export function judgeOneLiveOrder(observation: Observation, expectations: Expectations): Violation[] {
  const { isDisturbed } = excusesOf(observation, expectations);
  const ofTickets = observation.orders.filter(isOfTicket);
  const ordersOf = Map.groupBy(ofTickets, ({ ticketId }) => ticketId);
  const ticketIds = new Set(observation.tickets.map(({ id }) => id));
  const strays = ofTickets.filter(({ ticketId }) => !ticketIds.has(ticketId));
  return [
    ...[...ordersOf].flatMap(([ticketId, orders]) => judgeReservations(ticketId, orders)),
    ...strays.map(({ id, ticketId }) => violation('the ticket of an order does not exist', { orderId: id, ticketId })),
    ...observation.tickets.flatMap((ticket) => {
      const orders = ordersOf.get(ticket.id) ?? [];
      return orders.some(({ id }) => isDisturbed(id)) ? [] : judgeTicket(ticket, orders);
    }),
    ...judgeListings(observation, isDisturbed),
    ...judgePayableOrders(observation, isDisturbed),
  ];
}

type TicketOrder = OrderRow & { ticketId: string; reservation: number };
const isOfTicket = (order: OrderRow): order is TicketOrder => order.ticketId !== null;
const isLive = ({ status }: OrderRow) => status !== 'cancelled';
const highestReservation = (orders: TicketOrder[]) => Math.max(0, ...orders.map(({ reservation }) => reservation));

function judgeReservations(ticketId: string, orders: TicketOrder[]): Violation[] {
  const live = orders.filter(isLive);
  const numbers = new Set(orders.map(({ reservation }) => reservation));
  return [
    ...(live.length > 1
      ? [
          violation('a ticket has more than one live order', {
            ticketId,
            orderIds: live.map(({ id }) => id).join(', '),
          }),
        ]
      : []),
    ...(numbers.size < orders.length
      ? [violation('two orders of a ticket have the same reservation number', { ticketId })]
      : []),
  ];
}

/** A live order keeps its ticket when the seller withdraws the listing. */
function statusFor({ isWithdrawn }: TicketRow, live: OrderRow | undefined): string {
  if (live) return live.status === 'complete' ? 'sold' : 'reserved';
  return isWithdrawn ? 'withdrawn' : 'available';
}

function judgeTicket(ticket: TicketRow, orders: TicketOrder[]): Violation[] {
  const { id: ticketId, status, orderId, reservation } = ticket;
  const live = orders.find(isLive);
  const expectedStatus = statusFor(ticket, live);
  const expectedOrderId = live?.id ?? null;
  const expectedReservation = highestReservation(orders);
  return [
    ...(status === expectedStatus && orderId === expectedOrderId
      ? []
      : [
          violation('the state of a ticket contradicts its orders', {
            ticketId,
            status,
            orderId,
            expectedStatus,
            expectedOrderId,
          }),
        ]),
    ...(reservation === expectedReservation
      ? []
      : [
          violation("a ticket's reservation number differs from its last order", {
            ticketId,
            reservation,
            expectedReservation,
          }),
        ]),
  ];
}

function judgeListings({ tickets, listings, orders }: Observation, isDisturbed: (key: string) => boolean): Violation[] {
  const listingOf = new Map(listings.map((listing) => [listing.id, listing]));
  const ordersOf = Map.groupBy(orders.filter(isOfTicket), ({ ticketId }) => ticketId);
  return tickets.flatMap(({ id: ticketId, title, priceMinor, currency, userId, isWithdrawn }) => {
    if (isDisturbed(ticketId)) return [];
    const listing = listingOf.get(ticketId);
    if (!listing) return [violation('orders has no copy of a ticket', { ticketId })];
    const isSame =
      listing.title === title &&
      listing.priceMinor === priceMinor &&
      listing.currency === currency &&
      listing.userId === userId &&
      listing.isWithdrawn === isWithdrawn;
    // Higher is correct: a reservation that lost a race also incremented it.
    const isRaised = listing.reservation >= highestReservation(ordersOf.get(ticketId) ?? []);
    return [
      ...(isSame ? [] : [violation('the copy of a ticket in orders differs from tickets', { ticketId })]),
      ...(isRaised ? [] : [violation('an order has a reservation number that its ticket never had', { ticketId })]),
    ];
  });
}

function judgePayableOrders(
  { orders, payableOrders }: Observation,
  isDisturbed: (key: string) => boolean,
): Violation[] {
  const payableOf = new Map(payableOrders.map((order) => [order.id, order]));
  const known = new Set(orders.map(({ id }) => id));
  const unknown = payableOrders.filter(({ id }) => !known.has(id) && !isDisturbed(id));
  const differing = orders.flatMap(({ id: orderId, status, userId, priceMinor, currency }) => {
    if (isDisturbed(orderId)) return [];
    const payable = payableOf.get(orderId);
    if (!payable) return [violation('payments has no copy of an order', { orderId })];
    // Payments knows of an open attempt itself; no event comes back.
    const expectedStatus = status === 'awaiting_payment' ? 'created' : status;
    const isSame =
      payable.status === expectedStatus &&
      payable.userId === userId &&
      payable.priceMinor === priceMinor &&
      payable.currency === currency;
    return isSame
      ? []
      : [violation('the copy of an order in payments differs from orders', { orderId, status, seen: payable.status })];
  });
  return [
    ...unknown.map(({ id }) => violation('payments has a copy of an order that does not exist', { orderId: id })),
    ...differing,
  ];
}
