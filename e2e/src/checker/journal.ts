import type { PartyBody } from '../performance.ts';
import type { BookingBody, Answer as HttpAnswer, OrderBody, PaymentBody, Person, TicketBody } from '../person.ts';

/** A 2xx response of the system. */
export type Answer =
  | { type: 'userCreated'; userId: string }
  | { type: 'signedOut'; sid: string }
  | {
      type: 'ticketListed' | 'ticketEdited';
      userId: string;
      ticket: Pick<TicketBody, 'id' | 'version' | 'title' | 'price'>;
    }
  /** Without a ticket for places of a performance. */
  | { type: 'orderCreated'; userId: string; orderId: string; ticketId: string | null; expiresAt: string }
  | { type: 'bookingAnswered'; bookingId: string; status: string }
  | { type: 'bookingCancelled'; bookingId: string }
  | { type: 'orderCancelled'; orderId: string }
  /** With the places that the order has left. */
  | { type: 'placesReleased'; orderId: string; version: number; places: number }
  | { type: 'refundRequested'; refundId: string }
  | { type: 'paymentAnswered'; orderId: string; paymentId: string; status: string };

export interface Journal {
  readonly answers: readonly Answer[];
  record(answer: Answer): void;
  /** Drops the answers that were recorded at this time or later: a backup of that time need not keep them. */
  forgetSince(at: Date): void;
}

/** Records responses, which {@link judgeAnswersKept} compares with the observation. */
export function createJournal(): Journal {
  let recorded: { answer: Answer; at: number }[] = [];
  return {
    get answers() {
      return recorded.map(({ answer }) => answer);
    },
    record: (answer) => void recorded.push({ answer, at: Date.now() }),
    forgetSince(since) {
      recorded = recorded.filter(({ at }) => at < since.getTime());
    },
  };
}

/** The same person, whose successful requests are recorded in the journal. */
export function journaled(person: Person, journal: Journal): Person {
  journal.record({ type: 'userCreated', userId: person.id });
  const request = async <Body>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<HttpAnswer<Body>> => {
    const answer = await person.request<Body>(method, path, body, headers);
    const promise = promiseOf(person, method, path, body, answer);
    if (promise) journal.record(promise);
    return answer;
  };
  return {
    ...person,
    request,
    async expect<Body>(status: number, method: string, path: string, body?: unknown): Promise<Body> {
      const answer = await request<Body>(method, path, body);
      if (answer.status === status) return answer.body;
      throw new Error(`${method} ${path} answered ${answer.status}, not ${status}: ${JSON.stringify(answer.body)}`);
    },
  };
}

function promiseOf(
  { id: userId, cookie }: Person,
  method: string,
  path: string,
  sent: unknown,
  { status, body }: HttpAnswer,
): Answer | null {
  if (status < 200 || status > 299) return null;
  const [, , resource, id] = path.split('/');
  switch (`${method} ${resource}${id ? '/…' : ''}`) {
    case 'POST tickets':
      return { type: 'ticketListed', userId, ticket: body as TicketBody };
    case 'PUT tickets/…':
      return { type: 'ticketEdited', userId, ticket: body as TicketBody };
    case 'POST orders': {
      const { id: orderId, ticket, expiresAt } = body as OrderBody;
      return { type: 'orderCreated', userId, orderId, ticketId: ticket?.id ?? null, expiresAt };
    }
    case 'POST orders/…': {
      if (!path.endsWith('/release')) return null;
      const { version, items } = body as PartyBody;
      return { type: 'placesReleased', orderId: id ?? '', version, places: items.length };
    }
    case 'POST performances/…':
      return path.endsWith('/refunds') ? { type: 'refundRequested', refundId: (body as { id: string }).id } : null;
    case 'DELETE orders/…':
      return { type: 'orderCancelled', orderId: id ?? '' };
    case 'POST bookings':
    case 'GET bookings/…': {
      const { id: bookingId, status: of } = body as BookingBody;
      return { type: 'bookingAnswered', bookingId, status: of };
    }
    case 'DELETE bookings/…':
      return { type: 'bookingCancelled', bookingId: id ?? '' };
    case 'POST payments': {
      const payment = body as PaymentBody;
      const { orderId } = sent as { orderId: string };
      return { type: 'paymentAnswered', orderId, paymentId: payment.id, status: payment.status };
    }
    case 'POST users/…':
      return id === 'signout' ? { type: 'signedOut', sid: sessionIdOf(cookie) } : null;
    default:
      return null;
  }
}

/** @param cookie `session=<base64 of {"jwt":"…"}>` */
function sessionIdOf(cookie: string): string {
  const json = (base64: string, encoding: 'base64' | 'base64url') =>
    JSON.parse(Buffer.from(base64, encoding).toString('utf8')) as Record<string, string>;
  const { jwt = '' } = json(decodeURIComponent(cookie.replace(/^session=/, '')), 'base64');
  return json(jwt.split('.')[1] ?? '', 'base64url').sid ?? '';
}
