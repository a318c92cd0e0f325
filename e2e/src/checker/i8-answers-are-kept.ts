import type { Expectations } from './expectations.ts';
import { excusesOf } from './facts.ts';
import type { Answer } from './journal.ts';
import type { Observation, OutboxService } from './observation.ts';
import { type Violation, violationOf } from './violation.ts';

const violation = violationOf('I8');
type Of<T extends Answer['type']> = Extract<Answer, { type: T }>;

/** I8: the effect of every 2xx response persists. */
export function judgeAnswersKept(observation: Observation, expectations: Expectations): Violation[] {
  const rows = {
    users: new Set(observation.users.map(({ id }) => id)),
    tickets: byId(observation.tickets),
    orders: byId(observation.orders),
    payments: byId(observation.payments),
    sagas: byId(observation.sagas),
    refundRequests: byId(observation.refundRequests),
    revoked: observation.revokedSessions,
    isDisturbed: excusesOf(observation, expectations).isDisturbed,
  };
  return expectations.journal.flatMap((answer) => judge(rows, answer));
}

const byId = <Row extends { id: string }>(rows: Row[]) => new Map(rows.map((row) => [row.id, row]));

interface Rows {
  users: Set<string>;
  tickets: Map<string, Observation['tickets'][number]>;
  orders: Map<string, Observation['orders'][number]>;
  payments: Map<string, Observation['payments'][number]>;
  sagas: Map<string, Observation['sagas'][number]>;
  refundRequests: Map<string, Observation['refundRequests'][number]>;
  revoked: Observation['revokedSessions'];
  isDisturbed: (key: string) => boolean;
}

function judge(rows: Rows, answer: Answer): Violation[] {
  switch (answer.type) {
    case 'userCreated':
      return rows.users.has(answer.userId)
        ? []
        : [violation('a registered user does not exist', { userId: answer.userId })];
    case 'signedOut':
      return judgeSignOut(rows, answer);
    case 'ticketListed':
    case 'ticketEdited':
      return judgeTicket(rows, answer);
    case 'orderCreated':
      return judgeOrder(rows, answer);
    case 'orderCancelled': {
      const { orderId } = answer;
      const status = rows.orders.get(orderId)?.status ?? null;
      return status === 'cancelled' ? [] : [violation('a cancelled order is not cancelled', { orderId, status })];
    }
    case 'bookingAnswered':
    case 'bookingCancelled':
      return judgeBooking(rows, answer);
    case 'placesReleased':
      return judgeRelease(rows, answer);
    case 'refundRequested':
      return rows.refundRequests.has(answer.refundId)
        ? []
        : [violation('a requested refund does not exist', { refundId: answer.refundId })];
    case 'paymentAnswered':
      return judgePayment(rows, answer);
  }
}

function judgeSignOut({ revoked }: Rows, { sid }: Of<'signedOut'>): Violation[] {
  return (Object.keys(revoked) as OutboxService[]).flatMap((service) =>
    revoked[service].has(sid) ? [] : [violation('a revoked session is still accepted', { service, sid })],
  );
}

function judgeTicket({ tickets }: Rows, { ticket, userId }: Of<'ticketListed' | 'ticketEdited'>): Violation[] {
  const row = tickets.get(ticket.id);
  const subject = { ticketId: ticket.id, version: ticket.version };
  if (!row || row.userId !== userId) return [violation('a listed ticket does not exist', subject)];
  if (row.version < ticket.version) return [violation('a ticket edit is lost', { ...subject, found: row.version })];
  // Later edits may have changed it again.
  const isSame = row.title === ticket.title && row.priceMinor === Math.round(ticket.price * 100);
  return row.version > ticket.version || isSame ? [] : [violation('a ticket differs from its response', subject)];
}

function judgeOrder({ orders }: Rows, { orderId, userId, ticketId, expiresAt }: Of<'orderCreated'>): Violation[] {
  const row = orders.get(orderId);
  if (!row) return [violation('a created order does not exist', { orderId })];
  const isSame =
    row.userId === userId && row.ticketId === ticketId && row.expiresAt.getTime() === Date.parse(expiresAt);
  return isSame ? [] : [violation('an order differs from its response', { orderId })];
}

function judgeBooking({ sagas }: Rows, answer: Of<'bookingAnswered' | 'bookingCancelled'>): Violation[] {
  const { bookingId } = answer;
  const saga = sagas.get(bookingId);
  if (!saga) return [violation('a booking does not exist', { bookingId })];
  const { status } = saga;
  if (answer.type === 'bookingCancelled')
    return saga.error ? [] : [violation('a cancelled booking is not undone', { bookingId, status })];
  return answer.status === 'complete' && status !== 'completed'
    ? [violation('a completed booking is not complete', { bookingId, status })]
    : [];
}

function judgeRelease({ orders }: Rows, { orderId, version, places }: Of<'placesReleased'>): Violation[] {
  const row = orders.get(orderId);
  const left = row?.party?.places.length ?? 0;
  const isKept = row !== undefined && row.version >= version && left <= places;
  return isKept ? [] : [violation('places that were given back are not', { orderId, version, places, left })];
}

function judgePayment(
  { payments, orders, isDisturbed }: Rows,
  { orderId, paymentId, status }: Of<'paymentAnswered'>,
): Violation[] {
  const row = payments.get(paymentId);
  const subject = { orderId, paymentId, answered: status };
  if (row?.orderId !== orderId) return [violation('a confirmed payment does not exist', subject)];
  if (status !== 'succeeded') return [];
  if (row.state !== 'succeeded')
    return [violation('a succeeded payment is not recorded as succeeded', { ...subject, state: row.state })];
  // The buyer has paid: they own the ticket or get a refund.
  const isSettled = orders.get(orderId)?.status === 'complete' || row.refunds.length > 0 || isDisturbed(orderId);
  return isSettled ? [] : [violation('a paid order is neither complete nor refunded', subject)];
}
