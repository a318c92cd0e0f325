import type { EventByTopic, Group, PostgresService, Topic } from '@ticketing/contracts';

/** The services that consume into a database with an inbox. Expiration has timers instead. */
export const inboxServices = ['orders', 'bookings', 'tickets', 'catalog', 'payments', 'notifications'] as const;
export type InboxService = (typeof inboxServices)[number];
export type OutboxService = 'auth' | Exclude<InboxService, 'notifications'>;

/** Everything that the invariants need, read once while the system was quiet. Amounts in minor units. */
export interface Observation {
  users: { id: string; version: number }[];
  tickets: TicketRow[];
  /** The published ones; a draft has no version. `cancelledBy` is null unless it is cancelled, and for those of earlier releases. */
  performances: { id: string; version: number; cancelledBy: string | null }[];
  orders: OrderRow[];
  /** The seats of orders. */
  orderSeats: OrderSeatRow[];
  standingAreas: StandingAreaRow[];
  sagas: SagaRow[];
  /** Entries of the manifests, also withdrawn ones. */
  manifest: ManifestRow[];
  refundRequests: RefundRequestRow[];
  /** The copies of listings in orders. */
  listings: ListingRow[];
  payments: PaymentRow[];
  /** The copies of orders in payments. */
  payableOrders: PayableOrderRow[];
  outbox: OutboxEntry[];
  /** Rows of the relays' own dead-letter collections. */
  deadRows: { service: OutboxService; eventId: string; topic: string }[];
  consumers: Record<InboxService, ConsumerState>;
  /** Revoked session ids in each service. */
  revokedSessions: Record<OutboxService, ReadonlySet<string>>;
  /** Messages of every event topic; of one partition in the order of their offsets. */
  events: EventMessage[];
  deadLetters: DeadLetterMessage[];
  positions: GroupPosition[];
  /** null when it does not exist. */
  slots: Record<PostgresService, ReplicationSlot | null>;
  /** null with the real Stripe, whose ledger can't be read as a whole. */
  ledger: StripeLedger | null;
}

export interface TicketRow {
  id: string;
  userId: string;
  title: string;
  priceMinor: number;
  currency: string;
  version: number;
  status: string;
  orderId: string | null;
  reservation: number;
  /** Withdrawn by its seller. */
  isWithdrawn: boolean;
}

export interface ListingRow {
  id: string;
  userId: string;
  title: string;
  priceMinor: number;
  currency: string;
  reservation: number;
  isWithdrawn: boolean;
}

export interface OrderRow {
  id: string;
  userId: string;
  /** Null for a party, like the reservation number. */
  ticketId: string | null;
  /** The places of a party; null for a ticket. */
  party: { performanceId: string; places: { sectionId: string; seatId: string | null; priceMinor: number }[] } | null;
  priceMinor: number;
  currency: string;
  reservation: number | null;
  status: string;
  version: number;
  expiresAt: Date;
  paymentId: string | null;
  refundAmountMinor: number | null;
  /** The saga of its booking; null for none. */
  sagaId: string | null;
  /** What a party has given back. */
  reductions: { requestId: string }[];
}

export interface SagaRow {
  id: string;
  definition: string;
  /** What it is about. */
  performanceId: string;
  status: string;
  /** The step at work; null after the end. */
  step: string | null;
  /** Why it is undone. */
  error: { code: string } | null;
  /** The steps that were undone, as often as its history says so. */
  compensated: string[];
}

export interface ManifestRow {
  sagaId: string;
  state: string;
  /** How many it has. */
  ticketNumbers: number;
}

/** An organiser's request, as catalog keeps it. */
export interface RefundRequestRow {
  id: string;
  orderId: string;
  state: string;
}

export interface OrderSeatRow {
  orderId: string;
  performanceId: string;
  seatId: string;
  isLive: boolean;
}

export interface StandingAreaRow {
  performanceId: string;
  sectionId: string;
  quota: number;
  taken: number;
}

export interface PaymentRow {
  id: string;
  orderId: string;
  attempt: number;
  state: string;
  amountMinor: number;
  currency: string;
  stripeId: string | null;
  refunds: { number: number; state: string; amountMinor: number }[];
}

export interface PayableOrderRow {
  id: string;
  userId: string;
  status: string;
  priceMinor: number;
  currency: string;
}

export interface OutboxEntry {
  service: OutboxService;
  eventId: string;
  topic: string;
  key: string;
  payload: unknown;
  createdAt: Date;
  /** null for PostgreSQL's rows: only Debezium's slot has this information. */
  state: 'pending' | 'published' | 'dead' | null;
  /** The aggregate whose events stay in order, and the position among them; null for PostgreSQL's rows. */
  position: { aggregateId: string; sequence: number } | null;
}

export interface ConsumerState {
  /** Ids of processed events: applied, stale or parked. */
  inbox: ReadonlySet<string>;
  /** Stream → last applied version. */
  streams: ReadonlyMap<string, number>;
  parked: { stream: string; version: number; eventId: string }[];
}

interface Message {
  partition: number;
  offset: number;
  key: string | null;
  headers: Record<string, string>;
  timestampMs: number;
  /** The event's id, or the message's position if it has none, as consumers identify it. */
  eventId: string;
}

export interface EventMessage<T extends Topic = Topic> extends Message {
  topic: T;
  /** null when it can't be decoded. */
  event: EventByTopic[T] | null;
}

export interface DeadLetterMessage extends Message {
  /** The event topic it belongs to. */
  topic: Topic;
  /** The group that dead-lettered it. */
  group: Group;
}

export interface GroupPosition {
  group: Group;
  topic: string;
  partition: number;
  /** The next offset of the group; the partition's first offset when it has committed nothing. */
  committed: number;
  end: number;
}

export interface ReplicationSlot {
  isActive: boolean;
  lagBytes: number;
  /** Outbox rows that the slot has not confirmed. */
  unconfirmedRows: number;
}

export interface StripeLedger {
  intents: { id: string; orderId: string | null }[];
  charges: StripeCharge[];
}

export interface StripeCharge {
  id: string;
  intentId: string;
  status: string;
  amountMinor: number;
  amountRefundedMinor: number;
  currency: string;
}
