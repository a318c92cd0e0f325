import type { Expectations } from './expectations.ts';
import { excusesOf } from './facts.ts';
import type { Observation, OrderRow, TicketRow } from './observation.ts';
import { type Violation, violationOf } from './violation.ts';

const violation = violationOf('I3');

/** I3: at most one live order per ticket, and tickets, orders and payments agree about tickets and orders. */
export function judgeOneLiveOrder(observation: Observation, expectations: Expectations): Violation[] {
  const { isDisturbed } = excusesOf(observation, expectations);
  const ordersOf = Map.groupBy(observation.orders, ({ ticketId }) => ticketId);
  const ticketIds = new Set(observation.tickets.map(({ id }) => id));
  const strays = observation.orders.filter(({ ticketId }) => !ticketIds.has(ticketId));
  return [
    ...[...ordersOf].flatMap(([ticketId, orders]) => judgeReservations(ticketId, orders)),
    ...strays.map(({ id, ticketId }) =>
      violation('an order is for a ticket that was never listed', { orderId: id, ticketId }),
    ),
    ...observation.tickets.flatMap((ticket) => {
      const orders = ordersOf.get(ticket.id) ?? [];
      return orders.some(({ id }) => isDisturbed(id)) ? [] : judgeTicket(ticket, orders);
    }),
    ...judgeListings(observation, isDisturbed),
    ...judgePayableOrders(observation, isDisturbed),
  ];
}

const isLive = ({ status }: OrderRow) => status !== 'cancelled';
const highestReservation = (orders: OrderRow[]) => Math.max(0, ...orders.map(({ reservation }) => reservation));

function judgeReservations(ticketId: string, orders: OrderRow[]): Violation[] {
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
      ? [violation('two orders of a ticket have one reservation number', { ticketId })]
      : []),
  ];
}

/** A live order goes before the seller's withdrawal: it keeps its ticket. */
function statusFor({ isWithdrawn }: TicketRow, live: OrderRow | undefined): string {
  if (live) return live.status === 'complete' ? 'sold' : 'reserved';
  return isWithdrawn ? 'withdrawn' : 'available';
}

function judgeTicket(ticket: TicketRow, orders: OrderRow[]): Violation[] {
  const { id: ticketId, status, orderId, reservation } = ticket;
  const live = orders.find(isLive);
  const expectedStatus = statusFor(ticket, live);
  const expectedOrderId = live?.id ?? null;
  const expectedReservation = highestReservation(orders);
  return [
    ...(status === expectedStatus && orderId === expectedOrderId
      ? []
      : [
          violation('a ticket does not agree with its orders', {
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
          violation("a ticket's reservation number is not that of its last order", {
            ticketId,
            reservation,
            expectedReservation,
          }),
        ]),
  ];
}

function judgeListings({ tickets, listings, orders }: Observation, isDisturbed: (key: string) => boolean): Violation[] {
  const listingOf = new Map(listings.map((listing) => [listing.id, listing]));
  const ordersOf = Map.groupBy(orders, ({ ticketId }) => ticketId);
  return tickets.flatMap(({ id: ticketId, title, priceMinor, currency, userId, isWithdrawn }) => {
    if (isDisturbed(ticketId)) return [];
    const listing = listingOf.get(ticketId);
    if (!listing) return [violation('orders does not know a ticket', { ticketId })];
    const isSame =
      listing.title === title &&
      listing.priceMinor === priceMinor &&
      listing.currency === currency &&
      listing.userId === userId &&
      listing.isWithdrawn === isWithdrawn;
    // Higher is fine: a reservation that lost against another one at the same moment has raised it too.
    const isRaised = listing.reservation >= highestReservation(ordersOf.get(ticketId) ?? []);
    return [
      ...(isSame ? [] : [violation('orders has another picture of a ticket than tickets', { ticketId })]),
      ...(isRaised ? [] : [violation('an order has a reservation number its ticket never had', { ticketId })]),
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
    if (!payable) return [violation('payments does not know an order', { orderId })];
    // An open attempt is payments' own news; it needs no echo.
    const expectedStatus = status === 'awaiting_payment' ? 'created' : status;
    const isSame =
      payable.status === expectedStatus &&
      payable.userId === userId &&
      payable.priceMinor === priceMinor &&
      payable.currency === currency;
    return isSame
      ? []
      : [violation('payments has another picture of an order than orders', { orderId, status, seen: payable.status })];
  });
  return [
    ...unknown.map(({ id }) => violation('payments knows an order that is not there', { orderId: id })),
    ...differing,
  ];
}
