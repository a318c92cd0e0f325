import { z } from 'zod';

const Ticket = z.object({
  id: z.string(),
  title: z.string(),
  userId: z.string(),
  status: z.string(),
  pictureUrl: z.string().nullable(),
});

export type Ticket = z.infer<typeof Ticket>;
/** Demo people may have bought seats, too: such an order has no ticket. */
const Order = z.object({ id: z.string(), status: z.string(), ticket: z.object({ title: z.string() }).optional() });
const Errors = z.object({ errors: z.array(z.object({ message: z.string(), code: z.string().optional() })) });

export type Order = z.infer<typeof Order>;

const Named = z.object({ id: z.string(), name: z.string() });
const CrewMember = z.object({ staffNumber: z.string().nullable() });
const Schedule = z.object({ id: z.string(), title: z.string() });
const Performance = z.object({ id: z.string(), title: z.string(), status: z.string() });

/** The marketplace's HTTP API with the session of one user. */
export interface Session {
  createTicket(listing: object): Promise<Ticket>;
  /** The user's listings in every state. */
  listTickets(): Promise<Ticket[]>;
  withdrawTicket(ticketId: string): Promise<void>;
  setPicture(ticketId: string, jpeg: Uint8Array): Promise<void>;
  createOrder(ticketId: string): Promise<Order>;
  readOrder(orderId: string): Promise<Order>;
  listOrders(): Promise<Order[]>;
  cancelOrder(orderId: string): Promise<void>;
  /** @returns the status: 201 paid, 202 outcome pending, 400 declined */
  pay(orderId: string, token: string): Promise<number>;
  /** The organisers that the user is a member of. */
  listOrganisers(): Promise<z.infer<typeof Named>[]>;
  createOrganiser(organiser: object): Promise<z.infer<typeof Named>>;
  listVenues(organiserId: string): Promise<z.infer<typeof Named>[]>;
  createVenue(venue: object): Promise<z.infer<typeof Named>>;
  /** The performances of the user's organisers in every state. */
  listPerformances(): Promise<z.infer<typeof Performance>[]>;
  createPerformance(performance: object): Promise<z.infer<typeof Performance>>;
  publishPerformance(performanceId: string): Promise<void>;
  /** The schedules of the user's organisers. */
  listSchedules(): Promise<z.infer<typeof Schedule>[]>;
  createSchedule(schedule: object): Promise<void>;
  /** The people who work on the organiser's departures. */
  listCrew(organiserId: string): Promise<z.infer<typeof CrewMember>[]>;
  addCrewMember(organiserId: string, member: object): Promise<void>;
}

export class UnexpectedAnswer extends Error {
  readonly status: number;
  constructor(method: string, path: string, status: number, body: string) {
    super(`${method} ${path} answered ${status}: ${body.slice(0, 300)}`);
    this.status = status;
  }
}

/** Signs up; signs in if the account exists. */
export async function signIn(gatewayUrl: string, email: string, password: string): Promise<Session> {
  const credentials = { email, password };
  const signUp = await send(gatewayUrl, 'POST', '/api/users/signup', { body: credentials });
  const answer =
    signUp.status === 201 ? signUp : await send(gatewayUrl, 'POST', '/api/users/signin', { body: credentials });
  if (!answer.ok) throw new UnexpectedAnswer('POST', '/api/users/signin', answer.status, await answer.text());
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
  type Body = object | Uint8Array | undefined;
  const call = async (method: string, path: string, body?: Body, accepted: readonly number[] = [200, 201]) => {
    const response = await send(gatewayUrl, method, path, { body, cookie });
    const content = await response.text();
    if (!accepted.includes(response.status)) throw new UnexpectedAnswer(method, path, response.status, content);
    return { status: response.status, json: content ? (JSON.parse(content) as unknown) : null };
  };
  return {
    createTicket: async (listing) => Ticket.parse((await call('POST', '/api/tickets', listing)).json),
    listTickets: async () => z.array(Ticket).parse((await call('GET', '/api/tickets/mine?limit=100')).json),
    withdrawTicket: async (ticketId) => void (await call('DELETE', `/api/tickets/${ticketId}`, undefined, [204])),
    setPicture: async (ticketId, jpeg) => void (await call('PUT', `/api/tickets/${ticketId}/picture`, jpeg)),
    createOrder: async (ticketId) => Order.parse((await call('POST', '/api/orders', { ticketId })).json),
    readOrder: async (orderId) => Order.parse((await call('GET', `/api/orders/${orderId}`)).json),
    listOrders: async () => z.array(Order).parse((await call('GET', '/api/orders')).json),
    cancelOrder: async (orderId) => void (await call('DELETE', `/api/orders/${orderId}`, undefined, [204])),
    pay: async (orderId, token) => {
      const { status, json } = await call('POST', '/api/payments', { orderId, token }, [201, 202, 400]);
      if (status === 400 && !Errors.parse(json).errors.some(({ code }) => code === 'card_declined')) {
        throw new UnexpectedAnswer('POST', '/api/payments', status, JSON.stringify(json));
      }
      return status;
    },
    listOrganisers: async () => z.array(Named).parse((await call('GET', '/api/organisers/mine')).json),
    createOrganiser: async (organiser) => Named.parse((await call('POST', '/api/organisers', organiser)).json),
    listVenues: async (organiserId) =>
      z.array(Named).parse((await call('GET', `/api/venues?organiserId=${organiserId}`)).json),
    createVenue: async (venue) => Named.parse((await call('POST', '/api/venues', venue)).json),
    listPerformances: async () =>
      z.array(Performance).parse((await call('GET', '/api/performances/mine?limit=100')).json),
    createPerformance: async (performance) =>
      Performance.parse((await call('POST', '/api/performances', performance)).json),
    publishPerformance: async (id) => void (await call('POST', `/api/performances/${id}/publication`)),
    listSchedules: async () => z.array(Schedule).parse((await call('GET', '/api/schedules/mine')).json),
    createSchedule: async (schedule) => void (await call('POST', '/api/schedules', schedule)),
    listCrew: async (id) => z.array(CrewMember).parse((await call('GET', `/api/organisers/${id}/crew`)).json),
    addCrewMember: async (id, member) => void (await call('POST', `/api/organisers/${id}/crew`, member)),
  };
}

const isPicture = (body: object): body is Uint8Array => body instanceof Uint8Array;

const send = (
  gatewayUrl: string,
  method: string,
  path: string,
  { body, cookie }: { body?: object | Uint8Array | undefined; cookie?: string },
): Promise<Response> =>
  fetch(`${gatewayUrl}${path}`, {
    method,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': isPicture(body) ? 'image/jpeg' : 'application/json' }),
      ...(cookie ? { cookie } : {}),
    },
    ...(body === undefined ? {} : { body: isPicture(body) ? new Uint8Array(body) : JSON.stringify(body) }),
    signal: AbortSignal.timeout(20_000),
  });
