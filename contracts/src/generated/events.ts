// Generated from avro/*.avsc by `npm run generate -w contracts`. Do not edit.

import type { AvroRecord } from '../avro-schema.ts';

/** How a user is reached has changed. Only notifications can open it. */
export interface ContactChanged {
  /** User id. */
  id: string;
  /** JWE (compact, ECDH-ES, A256GCM) to the public key of notifications. */
  sealedContact: string;
  /** Rises by one with every event of this aggregate; the first is 0. */
  version: number;
}

/** A mail with a link that proves who receives it. */
export interface MailRequested {
  /** Mail id. */
  id: string;
  /** Who gets it. */
  userId: string;
  /** email_verification or password_reset. */
  kind: string;
  /** JWE (compact, ECDH-ES, A256GCM) to the public key of notifications, with the recipient and the link's token. */
  sealedMail: string;
  /** When the link expires; the mail is not sent after that. Milliseconds since the epoch. */
  expiresAt: number;
}

/** A session ended before its token expires; services refuse its sid. */
export interface SessionRevoked {
  /** Session id, the token's sid claim. */
  sid: string;
  /** When the token expires by itself and the revocation can be forgotten. Milliseconds since the epoch. */
  expiresAt: number;
}

/** A person signed up. */
export interface UserCreated {
  /** User id. */
  id: string;
  /** Rises by one with every event of this aggregate; the first is 0. */
  version: number;
}

/** A person has deleted their account; what is stored about them elsewhere is erased. */
export interface UserDeleted {
  /** User id. */
  id: string;
  /** When the account was deleted. Milliseconds since the epoch. */
  deletedAt: number;
}

/** Orders is asked whether every order of a cancelled performance has ended. */
export interface OrderEndsRequested {
  /** The saga, and so the cancellation. */
  sagaId: string;
  /** The answer repeats it. Each attempt has its own. */
  correlationId: string;
  /** The cancelled performance. */
  performanceId: string;
  /** Orders whose reservation ended later could still be paid when the performance was cancelled. Milliseconds since the epoch. */
  reservedAfter: number;
}

/** A place of the party. */
export interface BookedPlace {
  /** The seat: section:row:number; null for a standing place. */
  seatId: null | string;
  /** Its section. */
  sectionId: string;
  /** What people see. */
  label: string;
}

/** Catalog is asked to enter a party in the manifest of a performance or departure. */
export interface EntryRequested {
  /** The saga, and so the booking. */
  sagaId: string;
  /** The answer repeats it. Each attempt has its own. */
  correlationId: string;
  /** The order that holds the places. */
  orderId: string;
  /** The buyer. */
  userId: string;
  /** The performance or departure. */
  performanceId: string;
  /** One or more. */
  places: BookedPlace[];
}

/** Catalog is asked to issue the tickets of an entry. */
export interface IssueRequested {
  /** The saga, and so the booking. */
  sagaId: string;
  /** The answer repeats it. Each attempt has its own. */
  correlationId: string;
}

/** Notifications is asked whether every buyer of a cancelled performance has been told. */
export interface NoticesRequested {
  /** The saga, and so the cancellation. */
  sagaId: string;
  /** The answer repeats it. Each attempt has its own. */
  correlationId: string;
  /** The cancelled performance. */
  performanceId: string;
  /** How many orders the cancellation has ended; a mail is about each. */
  orders: number;
  /** How many charges of these orders were refunded for that; a mail is about each. */
  refunds: number;
}

/** Orders is asked how an order ended. It answers once the order is paid or cancelled. */
export interface PaymentOutcomeRequested {
  /** The saga, and so the booking. */
  sagaId: string;
  /** The answer repeats it. Each attempt has its own. */
  correlationId: string;
  /** The order. */
  orderId: string;
}

/** Payments is asked whether every charge of a cancelled performance is refunded. */
export interface RefundsRequested {
  /** The saga, and so the cancellation. */
  sagaId: string;
  /** The answer repeats it. Each attempt has its own. */
  correlationId: string;
  /** The cancelled performance. */
  performanceId: string;
  /** Orders whose reservation ended later could still be paid when the performance was cancelled. Milliseconds since the epoch. */
  reservedAfter: number;
  /** How many orders payments must know to have ended: those that the cancellation has ended, and those whose reservation ended after reservedAfter. */
  orders: number;
}

/** Orders is asked to undo a reservation: its order is cancelled, and what was paid is refunded. */
export interface ReleaseRequested {
  /** The saga, and so the booking. */
  sagaId: string;
  /** The answer repeats it. Each attempt has its own. */
  correlationId: string;
}

/** Orders is asked whether its sale of a cancelled performance has ended: nobody can reserve a place, and nobody is about to. */
export interface SalesEndRequested {
  /** The saga, and so the cancellation. */
  sagaId: string;
  /** The answer repeats it. Each attempt has its own. */
  correlationId: string;
  /** The cancelled performance. */
  performanceId: string;
  /** When orders first answered that it knows of the cancellation; null before. */
  seenAt: null | number;
}

/** The best free seats for a party, next to each other. */
export interface BestAvailableWish {
  /** People. */
  quantity: number;
  /** Any category without one. */
  categoryId: null | string;
  /** Any section without one. */
  sectionId: null | string;
  /** Per seat, minor units of the currency. */
  maxPrice: null | number;
  /** Whether one seat must have room for a wheelchair. */
  needsAccessible: boolean;
}

/** Places in a standing area. */
export interface StandingWish {
  /** The area. */
  sectionId: string;
  /** People. */
  quantity: number;
}

/** Orders is asked to reserve the places of a party, all or none. One of seatIds, bestAvailable and standing says which. */
export interface SeatsRequested {
  /** The saga, and so the booking. */
  sagaId: string;
  /** The answer repeats it. Each attempt has its own. */
  correlationId: string;
  /** The buyer. */
  userId: string;
  /** Keyed hash of the buyer's network address; the limits against hoarding count by it. */
  subscriber: string;
  /** Whether the buyer has confirmed the account; others may hold one place only. */
  isBuyerVerified: boolean;
  /** The performance or departure. */
  performanceId: string;
  /** These seats: section:row:number. */
  seatIds: string[];
  /** The best free seats. */
  bestAvailable: null | BestAvailableWish;
  /** Places in a standing area. */
  standing: null | StandingWish;
}

/** Catalog is asked to undo an entry in a manifest. */
export interface WithdrawalRequested {
  /** The saga, and so the booking. */
  sagaId: string;
  /** The answer repeats it. Each attempt has its own. */
  correlationId: string;
}

/** Catalog answers a command of a booking. */
export interface CatalogAnswered {
  /** The saga, and so the booking. */
  sagaId: string;
  /** The answer repeats it. Each attempt has its own. */
  correlationId: string;
  /** succeeded or failed. */
  outcome: string;
  /** Why it failed: a stable code. */
  reason: null | string;
  /** One per place, in the order of the entry; empty unless tickets were issued. */
  ticketNumbers: string[];
}

/** What a seat of this category costs. */
export interface PublishedCategory {
  /** Category id, unique within the performance. */
  id: string;
  /** What buyers see. */
  name: string;
  /** Minor units of the currency (cents). */
  price: number;
}

export interface PublishedSeat {
  /** Unique within the row. */
  number: string;
  /** Position in the row; neighbours differ by one, an aisle leaves a gap. */
  x: number;
  /** A wheelchair fits here. */
  isAccessible: boolean;
  /** Part of the stage is out of sight. */
  hasRestrictedView: boolean;
}

export interface PublishedRow {
  /** Unique within the section. */
  label: string;
  /** Price category of its seats. */
  categoryId: string;
  /** Seats from left to right. */
  seats: PublishedSeat[];
}

export interface PublishedArea {
  /** People it holds. */
  quota: number;
  /** Price category. */
  categoryId: string;
}

export interface PublishedSection {
  /** Section id, unique within the seat map. */
  id: string;
  /** What buyers see. */
  name: string;
  /** Rows, the best first; none for a standing area. */
  rows: PublishedRow[];
  /** Set for a standing area; null for a section with seats. */
  standing: null | PublishedArea;
}

/** A performance (one date of an event, or one departure) went on sale, with its seats. They never change afterwards. */
export interface PerformancePublished {
  /** Performance id. */
  id: string;
  /** Who sells it. */
  organiserId: string;
  /** performance or departure. */
  kind: string;
  /** What buyers see. */
  title: string;
  /** When it starts. Nobody can reserve a seat from then on. Milliseconds since the epoch. */
  startsAt: number;
  /** IANA zone of its place. */
  timeZone: string;
  /** Nobody can reserve a seat before; null for at once. */
  saleStartsAt: null | number;
  /** When the sale ends, at the latest at the start; null for the start itself. */
  saleEndsAt: null | number;
  /** ISO 4217 code, upper case. */
  currency: string;
  /** Seats an order may have. */
  maxParty: number;
  /** Price categories. */
  categories: PublishedCategory[];
  /** Sections, the best first. */
  sections: PublishedSection[];
  /** Seat ids that are not for general sale. */
  heldBack: string[];
  /** Rises by one with every event of this aggregate; the first is 0. */
  version: number;
}

/** What a seat of this category costs. */
export interface UpdatedCategory {
  /** Category id, unique within the performance. */
  id: string;
  /** What buyers see. */
  name: string;
  /** Minor units of the currency (cents). */
  price: number;
}

/** A published performance changed: its text, times or prices, or it was cancelled. */
export interface PerformanceUpdated {
  /** Performance id. */
  id: string;
  /** What buyers see. */
  title: string;
  /** When it starts. Milliseconds since the epoch. */
  startsAt: number;
  /** Nobody can reserve a seat before; null for at once. */
  saleStartsAt: null | number;
  /** When the sale ends; null for the start itself. */
  saleEndsAt: null | number;
  /** on_sale, closed or cancelled. */
  status: string;
  /** Price categories; orders keep the price they were made at. */
  categories: UpdatedCategory[];
  /** Who cancelled it: a user id; null unless it is cancelled, and for cancellations of earlier releases. */
  cancelledBy: null | string;
  /** Rises by one with every event of this aggregate; the first is 0. */
  version: number;
}

/** Places of a standing area. */
export interface RefundedStanding {
  /** The standing area. */
  sectionId: string;
  /** People. */
  quantity: number;
}

/** An organiser wants to refund a paid order of a performance, or some of its places. Orders decides. */
export interface RefundRequested {
  /** The request; it has effect once. */
  id: string;
  /** The performance whose organiser asks. */
  performanceId: string;
  /** The order. */
  orderId: string;
  /** Whether all places are refunded. */
  isWhole: boolean;
  /** Seats to refund. */
  seatIds: string[];
  /** Standing places to refund. */
  standing: null | RefundedStanding;
}

/** The reservation time of an order is over. */
export interface ExpirationComplete {
  /** Order id. */
  orderId: string;
}

/** Mails about the performance: that it is cancelled, and that money was given back. */
export interface CancellationNotices {
  /** A mail server has accepted them. */
  handedOver: number;
  /** Refused for good, or without an address. */
  givenUp: number;
  /** Not sent yet. */
  due: number;
}

/** Notifications says how many buyers of a cancelled performance have been told. */
export interface NotificationsCancellationAnswered {
  /** The saga, and so the cancellation. */
  sagaId: string;
  /** The answer repeats it. Each attempt has its own. */
  correlationId: string;
  /** succeeded: it is so. pending: not yet; asked again after a pause. */
  outcome: string;
  /** Counts. */
  notices: CancellationNotices;
}

/** A replayed message was dealt with by the group it was replayed to. */
export interface ReplayReported {
  /** The replay, a UUID. */
  replayId: string;
  /** Who dealt with it. */
  group: string;
  /** Event topic of the message. */
  topic: string;
  /** applied, duplicate, stale, parked, skipped, published, or dead_lettered when it failed again. */
  outcome: string;
  /** Why it failed again. */
  errorCode: null | string;
  /** When it was dealt with. Milliseconds since the epoch. */
  reportedAt: number;
}

/** A place of the party. */
export interface ReservedPlace {
  /** The seat: section:row:number; null for a standing place. */
  seatId: null | string;
  /** Its section. */
  sectionId: string;
  /** What people see. */
  label: string;
  /** Minor units of the currency. */
  price: number;
}

/** The order that holds the places of a party. */
export interface ReservedParty {
  /** Order id. */
  id: string;
  /** Of the performance. */
  title: string;
  /** Start of the performance. Milliseconds since the epoch. */
  startsAt: number;
  /** IANA zone of the place of the performance. */
  timeZone: string;
  /** End of the reservation. Milliseconds since the epoch. */
  expiresAt: number;
  /** Sum of the prices, minor units of the currency. */
  total: number;
  /** ISO 4217 code, upper case. */
  currency: string;
  /** One or more. */
  places: ReservedPlace[];
}

/** Orders answers a command of a booking. */
export interface OrdersAnswered {
  /** The saga, and so the booking. */
  sagaId: string;
  /** The answer repeats it. Each attempt has its own. */
  correlationId: string;
  /** succeeded or failed. */
  outcome: string;
  /** Why it failed: a stable code. */
  reason: null | string;
  /** The reservation; null in other answers. */
  order: null | ReservedParty;
}

/** Orders of the performance. */
export interface EndedOrders {
  /** Not ended yet. */
  live: number;
  /** Ended by the cancellation. */
  ended: number;
  /** Of these, how many were paid. */
  paid: number;
  /** Ended by the cancellation, or with a reservation that ended after reservedAfter. */
  known: number;
}

/** Orders says how far the cancellation of a performance is. */
export interface OrdersCancellationAnswered {
  /** The saga, and so the cancellation. */
  sagaId: string;
  /** The answer repeats it. Each attempt has its own. */
  correlationId: string;
  /** succeeded: it is so. pending: not yet; asked again after a pause. */
  outcome: string;
  /** When orders knew of the cancellation; reservations that began later are refused. Null while it does not know. */
  seenAt: null | number;
  /** Null in answers about the sale. */
  orders: null | EndedOrders;
}

export interface ReleasedTicket {
  /** Ticket id. */
  id: string;
}

/** An order ended without a sale; the ticket is free again. */
export interface OrderCancelled {
  /** Order id. */
  id: string;
  /** The reserved ticket. */
  ticket: ReleasedTicket;
  /** Number of this reservation of the ticket; raised by orders with every reservation. */
  reservation: number;
  /** expired or buyer. */
  reason: string;
  /** Whether orders.order.cancelled.v2 has the same event. A group that reads both applies only that one. */
  isPublishedAsV2: boolean;
  /** Rises by one with every event of this aggregate; the first is 0. */
  version: number;
}

/** One of the things that an order reserves. */
export interface ReleasedItem {
  /** ticket, seat or standing. */
  kind: string;
  /** The ticket, when one person sells it to another. */
  ticketId: null | string;
  /** The performance of a seat or place. */
  performanceId: null | string;
  /** The seat: section:row:number. */
  seatId: null | string;
  /** The section of the seat or place. */
  sectionId: null | string;
}

/** An order ended without a sale, or its event was cancelled or it was refunded after the sale; all of its items are free again. */
export interface OrderCancelledV2 {
  /** Order id. */
  id: string;
  /** What is free again. */
  items: ReleasedItem[];
  /** Number of this reservation of the ticket; null for seats. */
  reservation: null | number;
  /** expired, buyer, event_cancelled or refunded. */
  reason: string;
  /** Rises by one with every event of this aggregate; the first is 0. */
  version: number;
}

export interface SoldTicket {
  /** Ticket id. */
  id: string;
}

/** An order was paid; the ticket is sold. */
export interface OrderCompleted {
  /** Order id. */
  id: string;
  /** The reserved ticket. */
  ticket: SoldTicket;
  /** Number of this reservation of the ticket; raised by orders with every reservation. */
  reservation: number;
  /** The payment that settled it. */
  paymentId: string;
  /** Whether orders.order.completed.v2 has the same event. A group that reads both applies only that one. */
  isPublishedAsV2: boolean;
  /** Rises by one with every event of this aggregate; the first is 0. */
  version: number;
}

/** One of the things that an order reserves. */
export interface SoldItem {
  /** ticket, seat or standing. */
  kind: string;
  /** The ticket, when one person sells it to another. */
  ticketId: null | string;
  /** The performance of a seat or place. */
  performanceId: null | string;
  /** The seat: section:row:number. */
  seatId: null | string;
  /** The section of the seat or place. */
  sectionId: null | string;
}

/** An order was paid; all of its items are sold. */
export interface OrderCompletedV2 {
  /** Order id. */
  id: string;
  /** What is sold. */
  items: SoldItem[];
  /** Number of this reservation of the ticket; null for seats. */
  reservation: null | number;
  /** The payment. */
  paymentId: string;
  /** Rises by one with every event of this aggregate; the first is 0. */
  version: number;
}

export interface ReservedTicket {
  /** Ticket id. */
  id: string;
  /** Title at the time of the reservation. */
  title: string;
  /** Minor units of the currency (cents). */
  price: number;
  /** ISO 4217 code, upper case. */
  currency: string;
}

/** A ticket was reserved for a buyer. */
export interface OrderCreated {
  /** Order id. */
  id: string;
  /** Status of the order. */
  status: string;
  /** The buyer. */
  userId: string;
  /** End of the reservation. Milliseconds since the epoch. */
  expiresAt: number;
  /** The reserved ticket. */
  ticket: ReservedTicket;
  /** Number of this reservation of the ticket; raised by orders with every reservation. */
  reservation: number;
  /** Whether orders.order.created.v2 has the same event. A group that reads both applies only that one. */
  isPublishedAsV2: boolean;
  /** Rises by one with every event of this aggregate; the first is 0. */
  version: number;
}

/** One of the things that an order reserves. */
export interface OrderItem {
  /** ticket, seat or standing. */
  kind: string;
  /** The ticket, when one person sells it to another. */
  ticketId: null | string;
  /** The performance of a seat or place. */
  performanceId: null | string;
  /** The seat: section:row:number. */
  seatId: null | string;
  /** The section of the seat or place. */
  sectionId: null | string;
  /** What buyers see. */
  label: string;
  /** Minor units of the currency (cents). */
  price: number;
}

/** A ticket, or the seats of a party, were reserved for a buyer: all of them in one order. */
export interface OrderCreatedV2 {
  /** Order id. */
  id: string;
  /** Status of the order. */
  status: string;
  /** The buyer. */
  userId: string;
  /** End of the reservation. Milliseconds since the epoch. */
  expiresAt: number;
  /** Of the ticket or performance, at the time of the reservation. */
  title: string;
  /** What is reserved; at least one. */
  items: OrderItem[];
  /** Sum of the prices, minor units of the currency. */
  total: number;
  /** ISO 4217 code, upper case. */
  currency: string;
  /** Number of this reservation of the ticket; null for seats. */
  reservation: null | number;
  /** Made for the waiting list: its buyer does not know of it yet. */
  isOffer: boolean;
  /** Rises by one with every event of this aggregate; the first is 0. */
  version: number;
}

/** A place of an order. */
export interface RemainingItem {
  /** seat or standing. */
  kind: string;
  /** The performance of the place. */
  performanceId: null | string;
  /** The seat: section:row:number; null for a standing place. */
  seatId: null | string;
  /** The section of the place. */
  sectionId: null | string;
}

/** A place of an order. */
export interface ReturnedItem {
  /** seat or standing. */
  kind: string;
  /** The performance of the place. */
  performanceId: null | string;
  /** The seat: section:row:number; null for a standing place. */
  seatId: null | string;
  /** The section of the place. */
  sectionId: null | string;
  /** What buyers see. */
  label: string;
  /** Minor units of the currency (cents). */
  price: number;
}

/** An order of several places has fewer of them: its buyer gave them back before paying, or the organiser refunds them. */
export interface OrderReducedV2 {
  /** Order id. */
  id: string;
  /** What the order still has; at least one. */
  items: RemainingItem[];
  /** What is free again; at least one. */
  returned: ReturnedItem[];
  /** Sum of the prices of what remains, minor units of the currency. */
  total: number;
  /** ISO 4217 code, upper case. */
  currency: string;
  /** buyer or refunded. */
  reason: string;
  /** The organiser's request; null when the buyer gave the places back. */
  requestId: null | string;
  /** Rises by one with every event of this aggregate; the first is 0. */
  version: number;
}

/** Orders has decided about an organiser's request to refund. */
export interface RefundAnswered {
  /** The request. */
  id: string;
  /** The order. */
  orderId: string;
  /** refunded or refused. */
  outcome: string;
  /** Why it was refused: a stable code. */
  reason: null | string;
  /** What the buyer gets back for it, minor units of the currency; 0 when refused. */
  amount: number;
  /** ISO 4217 code, upper case. */
  currency: string;
}

/** What was given back in one currency. */
export interface RefundedAmount {
  /** ISO 4217 code, upper case. */
  currency: string;
  /** Minor units of the currency. */
  amount: number;
}

/** Charges of the performance. */
export interface CancellationRefunds {
  /** Refunded at Stripe. */
  refunded: number;
  /** Open attempts to pay, and charges whose refund is due or pending. */
  underWay: number;
  /** Refunds that the bank has refused; they are tried again. */
  failed: number;
  /** Refunds because the cancellation has ended the order; their buyers are told. */
  toTell: number;
  /** Given back, by currency. */
  amounts: RefundedAmount[];
}

/** Payments says how far the refunds of a cancelled performance are. */
export interface PaymentsCancellationAnswered {
  /** The saga, and so the cancellation. */
  sagaId: string;
  /** The answer repeats it. Each attempt has its own. */
  correlationId: string;
  /** succeeded: it is so. pending: not yet; asked again after a pause. */
  outcome: string;
  /** Counts. */
  refunds: CancellationRefunds;
}

/** An order was charged. */
export interface PaymentCreated {
  /** Payment id. */
  id: string;
  /** Order id. */
  orderId: string;
  /** Stripe's id of the PaymentIntent. */
  stripeId: string;
}

/** An attempt to pay ended without a charge. */
export interface PaymentFailed {
  /** Order id. */
  orderId: string;
  /** Number of the attempt for this order, from 1. */
  attempt: number;
  /** Machine-readable reason, e.g. card_declined. */
  reason: string;
}

/** A charge was given back, or a part of it. */
export interface PaymentRefunded {
  /** Payment id. */
  id: string;
  /** Order id. */
  orderId: string;
  /** What was given back, minor units of the currency. */
  amount: number;
  /** ISO 4217 code, upper case. */
  currency: string;
  /** Why: order_cancelled, places_returned or charged_after_failure. */
  reason: string;
  /** Refunds of a payment are counted from 1. */
  number: number;
}

/** An attempt to pay is open; expiry waits for it, up to the grace. */
export interface PaymentStarted {
  /** Order id. */
  orderId: string;
  /** Number of the attempt for this order, from 1. */
  attempt: number;
  /** How long the request waited before the attempt was stored, milliseconds. */
  waitedMs: number;
}

/** A ticket was listed. */
export interface TicketCreated {
  /** Ticket id. */
  id: string;
  /** What the seller called it. */
  title: string;
  /** Minor units of the currency (cents). */
  price: number;
  /** ISO 4217 code, upper case. */
  currency: string;
  /** The seller. */
  userId: string;
  /** Rises by one with every event of this aggregate; the first is 0. */
  version: number;
  /** available, reserved, sold or withdrawn. */
  status: string;
  /** The seller has taken it off sale; an order that holds it keeps it. */
  isWithdrawn: boolean;
  /** When the event starts; null without a date. Nobody can reserve the ticket from then on. */
  startsAt: null | number;
  /** When the seller ends the sale, at the latest at the start; null for the start itself. */
  saleEndsAt: null | number;
}

/** A listing changed: its text or price, or its reservation. */
export interface TicketUpdated {
  /** Ticket id. */
  id: string;
  /** What the seller called it. */
  title: string;
  /** Minor units of the currency (cents). */
  price: number;
  /** ISO 4217 code, upper case. */
  currency: string;
  /** The seller. */
  userId: string;
  /** Rises by one with every event of this aggregate; the first is 0. */
  version: number;
  /** available, reserved, sold or withdrawn. */
  status: string;
  /** The order that holds the ticket. */
  orderId: null | string;
  /** The seller has taken it off sale; an order that holds it keeps it. */
  isWithdrawn: boolean;
  /** When the event starts; null without a date. Nobody can reserve the ticket from then on. */
  startsAt: null | number;
  /** When the seller ends the sale, at the latest at the start; null for the start itself. */
  saleEndsAt: null | number;
}

export interface EventByTopic {
  'auth.contact.changed.v1': ContactChanged;
  'auth.mail.requested.v1': MailRequested;
  'auth.session.revoked.v1': SessionRevoked;
  'auth.user.created.v1': UserCreated;
  'auth.user.deleted.v1': UserDeleted;
  'bookings.endings.requested.v1': OrderEndsRequested;
  'bookings.entry.requested.v1': EntryRequested;
  'bookings.issue.requested.v1': IssueRequested;
  'bookings.notices.requested.v1': NoticesRequested;
  'bookings.payment.requested.v1': PaymentOutcomeRequested;
  'bookings.refunds.requested.v1': RefundsRequested;
  'bookings.release.requested.v1': ReleaseRequested;
  'bookings.sales.requested.v1': SalesEndRequested;
  'bookings.seats.requested.v1': SeatsRequested;
  'bookings.withdrawal.requested.v1': WithdrawalRequested;
  'catalog.booking.answered.v1': CatalogAnswered;
  'catalog.performance.published.v1': PerformancePublished;
  'catalog.performance.updated.v1': PerformanceUpdated;
  'catalog.refund.requested.v1': RefundRequested;
  'expiration.expiration.complete.v1': ExpirationComplete;
  'notifications.cancellation.answered.v1': NotificationsCancellationAnswered;
  'ops.replay.reported.v1': ReplayReported;
  'orders.booking.answered.v1': OrdersAnswered;
  'orders.cancellation.answered.v1': OrdersCancellationAnswered;
  'orders.order.cancelled.v1': OrderCancelled;
  'orders.order.cancelled.v2': OrderCancelledV2;
  'orders.order.completed.v1': OrderCompleted;
  'orders.order.completed.v2': OrderCompletedV2;
  'orders.order.created.v1': OrderCreated;
  'orders.order.created.v2': OrderCreatedV2;
  'orders.order.reduced.v2': OrderReducedV2;
  'orders.refund.answered.v1': RefundAnswered;
  'payments.cancellation.answered.v1': PaymentsCancellationAnswered;
  'payments.payment.created.v1': PaymentCreated;
  'payments.payment.failed.v1': PaymentFailed;
  'payments.payment.refunded.v1': PaymentRefunded;
  'payments.payment.started.v1': PaymentStarted;
  'tickets.ticket.created.v1': TicketCreated;
  'tickets.ticket.updated.v1': TicketUpdated;
}

export const schemaByTopic: Record<keyof EventByTopic, AvroRecord> = {
  'auth.contact.changed.v1': {"type":"record","namespace":"ticketing.auth","name":"ContactChanged","doc":"How a user is reached has changed. Only notifications can open it.","fields":[{"name":"id","type":"string","doc":"User id."},{"name":"sealedContact","type":"string","doc":"JWE (compact, ECDH-ES, A256GCM) to the public key of notifications."},{"name":"version","type":"int","doc":"Rises by one with every event of this aggregate; the first is 0."}]},
  'auth.mail.requested.v1': {"type":"record","namespace":"ticketing.auth","name":"MailRequested","doc":"A mail with a link that proves who receives it.","fields":[{"name":"id","type":"string","doc":"Mail id."},{"name":"userId","type":"string","doc":"Who gets it."},{"name":"kind","type":"string","doc":"email_verification or password_reset."},{"name":"sealedMail","type":"string","doc":"JWE (compact, ECDH-ES, A256GCM) to the public key of notifications, with the recipient and the link's token."},{"name":"expiresAt","type":{"type":"long","logicalType":"timestamp-millis"},"doc":"When the link expires; the mail is not sent after that."}]},
  'auth.session.revoked.v1': {"type":"record","namespace":"ticketing.auth","name":"SessionRevoked","doc":"A session ended before its token expires; services refuse its sid.","fields":[{"name":"sid","type":"string","doc":"Session id, the token's sid claim."},{"name":"expiresAt","type":{"type":"long","logicalType":"timestamp-millis"},"doc":"When the token expires by itself and the revocation can be forgotten."}]},
  'auth.user.created.v1': {"type":"record","namespace":"ticketing.auth","name":"UserCreated","doc":"A person signed up.","fields":[{"name":"id","type":"string","doc":"User id."},{"name":"version","type":"int","doc":"Rises by one with every event of this aggregate; the first is 0."}]},
  'auth.user.deleted.v1': {"type":"record","namespace":"ticketing.auth","name":"UserDeleted","doc":"A person has deleted their account; what is stored about them elsewhere is erased.","fields":[{"name":"id","type":"string","doc":"User id."},{"name":"deletedAt","type":{"type":"long","logicalType":"timestamp-millis"},"doc":"When the account was deleted."}]},
  'bookings.endings.requested.v1': {"type":"record","namespace":"ticketing.bookings","name":"OrderEndsRequested","doc":"Orders is asked whether every order of a cancelled performance has ended.","fields":[{"name":"sagaId","type":"string","doc":"The saga, and so the cancellation."},{"name":"correlationId","type":"string","doc":"The answer repeats it. Each attempt has its own."},{"name":"performanceId","type":"string","doc":"The cancelled performance."},{"name":"reservedAfter","type":{"type":"long","logicalType":"timestamp-millis"},"doc":"Orders whose reservation ended later could still be paid when the performance was cancelled."}]},
  'bookings.entry.requested.v1': {"type":"record","namespace":"ticketing.bookings","name":"EntryRequested","doc":"Catalog is asked to enter a party in the manifest of a performance or departure.","fields":[{"name":"sagaId","type":"string","doc":"The saga, and so the booking."},{"name":"correlationId","type":"string","doc":"The answer repeats it. Each attempt has its own."},{"name":"orderId","type":"string","doc":"The order that holds the places."},{"name":"userId","type":"string","doc":"The buyer."},{"name":"performanceId","type":"string","doc":"The performance or departure."},{"name":"places","type":{"type":"array","items":{"type":"record","name":"BookedPlace","doc":"A place of the party.","fields":[{"name":"seatId","type":["null","string"],"doc":"The seat: section:row:number; null for a standing place.","default":null},{"name":"sectionId","type":"string","doc":"Its section."},{"name":"label","type":"string","doc":"What people see."}]}},"doc":"One or more."}]},
  'bookings.issue.requested.v1': {"type":"record","namespace":"ticketing.bookings","name":"IssueRequested","doc":"Catalog is asked to issue the tickets of an entry.","fields":[{"name":"sagaId","type":"string","doc":"The saga, and so the booking."},{"name":"correlationId","type":"string","doc":"The answer repeats it. Each attempt has its own."}]},
  'bookings.notices.requested.v1': {"type":"record","namespace":"ticketing.bookings","name":"NoticesRequested","doc":"Notifications is asked whether every buyer of a cancelled performance has been told.","fields":[{"name":"sagaId","type":"string","doc":"The saga, and so the cancellation."},{"name":"correlationId","type":"string","doc":"The answer repeats it. Each attempt has its own."},{"name":"performanceId","type":"string","doc":"The cancelled performance."},{"name":"orders","type":"int","doc":"How many orders the cancellation has ended; a mail is about each."},{"name":"refunds","type":"int","doc":"How many charges of these orders were refunded for that; a mail is about each."}]},
  'bookings.payment.requested.v1': {"type":"record","namespace":"ticketing.bookings","name":"PaymentOutcomeRequested","doc":"Orders is asked how an order ended. It answers once the order is paid or cancelled.","fields":[{"name":"sagaId","type":"string","doc":"The saga, and so the booking."},{"name":"correlationId","type":"string","doc":"The answer repeats it. Each attempt has its own."},{"name":"orderId","type":"string","doc":"The order."}]},
  'bookings.refunds.requested.v1': {"type":"record","namespace":"ticketing.bookings","name":"RefundsRequested","doc":"Payments is asked whether every charge of a cancelled performance is refunded.","fields":[{"name":"sagaId","type":"string","doc":"The saga, and so the cancellation."},{"name":"correlationId","type":"string","doc":"The answer repeats it. Each attempt has its own."},{"name":"performanceId","type":"string","doc":"The cancelled performance."},{"name":"reservedAfter","type":{"type":"long","logicalType":"timestamp-millis"},"doc":"Orders whose reservation ended later could still be paid when the performance was cancelled."},{"name":"orders","type":"int","doc":"How many orders payments must know to have ended: those that the cancellation has ended, and those whose reservation ended after reservedAfter."}]},
  'bookings.release.requested.v1': {"type":"record","namespace":"ticketing.bookings","name":"ReleaseRequested","doc":"Orders is asked to undo a reservation: its order is cancelled, and what was paid is refunded.","fields":[{"name":"sagaId","type":"string","doc":"The saga, and so the booking."},{"name":"correlationId","type":"string","doc":"The answer repeats it. Each attempt has its own."}]},
  'bookings.sales.requested.v1': {"type":"record","namespace":"ticketing.bookings","name":"SalesEndRequested","doc":"Orders is asked whether its sale of a cancelled performance has ended: nobody can reserve a place, and nobody is about to.","fields":[{"name":"sagaId","type":"string","doc":"The saga, and so the cancellation."},{"name":"correlationId","type":"string","doc":"The answer repeats it. Each attempt has its own."},{"name":"performanceId","type":"string","doc":"The cancelled performance."},{"name":"seenAt","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"doc":"When orders first answered that it knows of the cancellation; null before.","default":null}]},
  'bookings.seats.requested.v1': {"type":"record","namespace":"ticketing.bookings","name":"SeatsRequested","doc":"Orders is asked to reserve the places of a party, all or none. One of seatIds, bestAvailable and standing says which.","fields":[{"name":"sagaId","type":"string","doc":"The saga, and so the booking."},{"name":"correlationId","type":"string","doc":"The answer repeats it. Each attempt has its own."},{"name":"userId","type":"string","doc":"The buyer."},{"name":"subscriber","type":"string","doc":"Keyed hash of the buyer's network address; the limits against hoarding count by it."},{"name":"isBuyerVerified","type":"boolean","doc":"Whether the buyer has confirmed the account; others may hold one place only."},{"name":"performanceId","type":"string","doc":"The performance or departure."},{"name":"seatIds","type":{"type":"array","items":"string"},"doc":"These seats: section:row:number.","default":[]},{"name":"bestAvailable","type":["null",{"type":"record","name":"BestAvailableWish","doc":"The best free seats for a party, next to each other.","fields":[{"name":"quantity","type":"int","doc":"People."},{"name":"categoryId","type":["null","string"],"doc":"Any category without one.","default":null},{"name":"sectionId","type":["null","string"],"doc":"Any section without one.","default":null},{"name":"maxPrice","type":["null","long"],"doc":"Per seat, minor units of the currency.","default":null},{"name":"needsAccessible","type":"boolean","doc":"Whether one seat must have room for a wheelchair.","default":false}]}],"doc":"The best free seats.","default":null},{"name":"standing","type":["null",{"type":"record","name":"StandingWish","doc":"Places in a standing area.","fields":[{"name":"sectionId","type":"string","doc":"The area."},{"name":"quantity","type":"int","doc":"People."}]}],"doc":"Places in a standing area.","default":null}]},
  'bookings.withdrawal.requested.v1': {"type":"record","namespace":"ticketing.bookings","name":"WithdrawalRequested","doc":"Catalog is asked to undo an entry in a manifest.","fields":[{"name":"sagaId","type":"string","doc":"The saga, and so the booking."},{"name":"correlationId","type":"string","doc":"The answer repeats it. Each attempt has its own."}]},
  'catalog.booking.answered.v1': {"type":"record","namespace":"ticketing.catalog","name":"CatalogAnswered","doc":"Catalog answers a command of a booking.","fields":[{"name":"sagaId","type":"string","doc":"The saga, and so the booking."},{"name":"correlationId","type":"string","doc":"The answer repeats it. Each attempt has its own."},{"name":"outcome","type":"string","doc":"succeeded or failed."},{"name":"reason","type":["null","string"],"doc":"Why it failed: a stable code.","default":null},{"name":"ticketNumbers","type":{"type":"array","items":"string"},"doc":"One per place, in the order of the entry; empty unless tickets were issued.","default":[]}]},
  'catalog.performance.published.v1': {"type":"record","namespace":"ticketing.catalog","name":"PerformancePublished","doc":"A performance (one date of an event, or one departure) went on sale, with its seats. They never change afterwards.","fields":[{"name":"id","type":"string","doc":"Performance id."},{"name":"organiserId","type":"string","doc":"Who sells it."},{"name":"kind","type":"string","doc":"performance or departure."},{"name":"title","type":"string","doc":"What buyers see."},{"name":"startsAt","type":{"type":"long","logicalType":"timestamp-millis"},"doc":"When it starts. Nobody can reserve a seat from then on."},{"name":"timeZone","type":"string","doc":"IANA zone of its place."},{"name":"saleStartsAt","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"doc":"Nobody can reserve a seat before; null for at once.","default":null},{"name":"saleEndsAt","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"doc":"When the sale ends, at the latest at the start; null for the start itself.","default":null},{"name":"currency","type":"string","doc":"ISO 4217 code, upper case.","default":"USD"},{"name":"maxParty","type":"int","doc":"Seats an order may have.","default":8},{"name":"categories","type":{"type":"array","items":{"type":"record","name":"PublishedCategory","doc":"What a seat of this category costs.","fields":[{"name":"id","type":"string","doc":"Category id, unique within the performance."},{"name":"name","type":"string","doc":"What buyers see."},{"name":"price","type":"long","doc":"Minor units of the currency (cents)."}]}},"doc":"Price categories."},{"name":"sections","type":{"type":"array","items":{"type":"record","name":"PublishedSection","fields":[{"name":"id","type":"string","doc":"Section id, unique within the seat map."},{"name":"name","type":"string","doc":"What buyers see."},{"name":"rows","type":{"type":"array","items":{"type":"record","name":"PublishedRow","fields":[{"name":"label","type":"string","doc":"Unique within the section."},{"name":"categoryId","type":"string","doc":"Price category of its seats."},{"name":"seats","type":{"type":"array","items":{"type":"record","name":"PublishedSeat","fields":[{"name":"number","type":"string","doc":"Unique within the row."},{"name":"x","type":"int","doc":"Position in the row; neighbours differ by one, an aisle leaves a gap."},{"name":"isAccessible","type":"boolean","doc":"A wheelchair fits here.","default":false},{"name":"hasRestrictedView","type":"boolean","doc":"Part of the stage is out of sight.","default":false}]}},"doc":"Seats from left to right."}]}},"doc":"Rows, the best first; none for a standing area."},{"name":"standing","type":["null",{"type":"record","name":"PublishedArea","fields":[{"name":"quota","type":"int","doc":"People it holds."},{"name":"categoryId","type":"string","doc":"Price category."}]}],"doc":"Set for a standing area; null for a section with seats.","default":null}]}},"doc":"Sections, the best first."},{"name":"heldBack","type":{"type":"array","items":"string"},"doc":"Seat ids that are not for general sale.","default":[]},{"name":"version","type":"int","doc":"Rises by one with every event of this aggregate; the first is 0."}]},
  'catalog.performance.updated.v1': {"type":"record","namespace":"ticketing.catalog","name":"PerformanceUpdated","doc":"A published performance changed: its text, times or prices, or it was cancelled.","fields":[{"name":"id","type":"string","doc":"Performance id."},{"name":"title","type":"string","doc":"What buyers see."},{"name":"startsAt","type":{"type":"long","logicalType":"timestamp-millis"},"doc":"When it starts."},{"name":"saleStartsAt","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"doc":"Nobody can reserve a seat before; null for at once.","default":null},{"name":"saleEndsAt","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"doc":"When the sale ends; null for the start itself.","default":null},{"name":"status","type":"string","doc":"on_sale, closed or cancelled."},{"name":"categories","type":{"type":"array","items":{"type":"record","name":"UpdatedCategory","doc":"What a seat of this category costs.","fields":[{"name":"id","type":"string","doc":"Category id, unique within the performance."},{"name":"name","type":"string","doc":"What buyers see."},{"name":"price","type":"long","doc":"Minor units of the currency (cents)."}]}},"doc":"Price categories; orders keep the price they were made at."},{"name":"cancelledBy","type":["null","string"],"doc":"Who cancelled it: a user id; null unless it is cancelled, and for cancellations of earlier releases.","default":null},{"name":"version","type":"int","doc":"Rises by one with every event of this aggregate; the first is 0."}]},
  'catalog.refund.requested.v1': {"type":"record","namespace":"ticketing.catalog","name":"RefundRequested","doc":"An organiser wants to refund a paid order of a performance, or some of its places. Orders decides.","fields":[{"name":"id","type":"string","doc":"The request; it has effect once."},{"name":"performanceId","type":"string","doc":"The performance whose organiser asks."},{"name":"orderId","type":"string","doc":"The order."},{"name":"isWhole","type":"boolean","doc":"Whether all places are refunded.","default":false},{"name":"seatIds","type":{"type":"array","items":"string"},"doc":"Seats to refund.","default":[]},{"name":"standing","type":["null",{"type":"record","name":"RefundedStanding","doc":"Places of a standing area.","fields":[{"name":"sectionId","type":"string","doc":"The standing area."},{"name":"quantity","type":"int","doc":"People."}]}],"doc":"Standing places to refund.","default":null}]},
  'expiration.expiration.complete.v1': {"type":"record","namespace":"ticketing.expiration","name":"ExpirationComplete","doc":"The reservation time of an order is over.","fields":[{"name":"orderId","type":"string","doc":"Order id."}]},
  'notifications.cancellation.answered.v1': {"type":"record","namespace":"ticketing.notifications","name":"NotificationsCancellationAnswered","doc":"Notifications says how many buyers of a cancelled performance have been told.","fields":[{"name":"sagaId","type":"string","doc":"The saga, and so the cancellation."},{"name":"correlationId","type":"string","doc":"The answer repeats it. Each attempt has its own."},{"name":"outcome","type":"string","doc":"succeeded: it is so. pending: not yet; asked again after a pause."},{"name":"notices","type":{"type":"record","name":"CancellationNotices","doc":"Mails about the performance: that it is cancelled, and that money was given back.","fields":[{"name":"handedOver","type":"int","doc":"A mail server has accepted them."},{"name":"givenUp","type":"int","doc":"Refused for good, or without an address."},{"name":"due","type":"int","doc":"Not sent yet."}]},"doc":"Counts."}]},
  'ops.replay.reported.v1': {"type":"record","name":"ReplayReported","namespace":"ticketing.ops","doc":"A replayed message was dealt with by the group it was replayed to.","fields":[{"name":"replayId","type":"string","doc":"The replay, a UUID."},{"name":"group","type":"string","doc":"Who dealt with it."},{"name":"topic","type":"string","doc":"Event topic of the message."},{"name":"outcome","type":"string","doc":"applied, duplicate, stale, parked, skipped, published, or dead_lettered when it failed again."},{"name":"errorCode","type":["null","string"],"default":null,"doc":"Why it failed again."},{"name":"reportedAt","type":{"type":"long","logicalType":"timestamp-millis"},"doc":"When it was dealt with."}]},
  'orders.booking.answered.v1': {"type":"record","namespace":"ticketing.orders","name":"OrdersAnswered","doc":"Orders answers a command of a booking.","fields":[{"name":"sagaId","type":"string","doc":"The saga, and so the booking."},{"name":"correlationId","type":"string","doc":"The answer repeats it. Each attempt has its own."},{"name":"outcome","type":"string","doc":"succeeded or failed."},{"name":"reason","type":["null","string"],"doc":"Why it failed: a stable code.","default":null},{"name":"order","type":["null",{"type":"record","name":"ReservedParty","doc":"The order that holds the places of a party.","fields":[{"name":"id","type":"string","doc":"Order id."},{"name":"title","type":"string","doc":"Of the performance."},{"name":"startsAt","type":{"type":"long","logicalType":"timestamp-millis"},"doc":"Start of the performance."},{"name":"timeZone","type":"string","doc":"IANA zone of the place of the performance."},{"name":"expiresAt","type":{"type":"long","logicalType":"timestamp-millis"},"doc":"End of the reservation."},{"name":"total","type":"long","doc":"Sum of the prices, minor units of the currency."},{"name":"currency","type":"string","doc":"ISO 4217 code, upper case."},{"name":"places","type":{"type":"array","items":{"type":"record","name":"ReservedPlace","doc":"A place of the party.","fields":[{"name":"seatId","type":["null","string"],"doc":"The seat: section:row:number; null for a standing place.","default":null},{"name":"sectionId","type":"string","doc":"Its section."},{"name":"label","type":"string","doc":"What people see."},{"name":"price","type":"long","doc":"Minor units of the currency."}]}},"doc":"One or more."}]}],"doc":"The reservation; null in other answers.","default":null}]},
  'orders.cancellation.answered.v1': {"type":"record","namespace":"ticketing.orders","name":"OrdersCancellationAnswered","doc":"Orders says how far the cancellation of a performance is.","fields":[{"name":"sagaId","type":"string","doc":"The saga, and so the cancellation."},{"name":"correlationId","type":"string","doc":"The answer repeats it. Each attempt has its own."},{"name":"outcome","type":"string","doc":"succeeded: it is so. pending: not yet; asked again after a pause."},{"name":"seenAt","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"doc":"When orders knew of the cancellation; reservations that began later are refused. Null while it does not know.","default":null},{"name":"orders","type":["null",{"type":"record","name":"EndedOrders","doc":"Orders of the performance.","fields":[{"name":"live","type":"int","doc":"Not ended yet."},{"name":"ended","type":"int","doc":"Ended by the cancellation."},{"name":"paid","type":"int","doc":"Of these, how many were paid."},{"name":"known","type":"int","doc":"Ended by the cancellation, or with a reservation that ended after reservedAfter."}]}],"doc":"Null in answers about the sale.","default":null}]},
  'orders.order.cancelled.v1': {"type":"record","namespace":"ticketing.orders","name":"OrderCancelled","doc":"An order ended without a sale; the ticket is free again.","fields":[{"name":"id","type":"string","doc":"Order id."},{"name":"ticket","type":{"type":"record","name":"ReleasedTicket","fields":[{"name":"id","type":"string","doc":"Ticket id."}]},"doc":"The reserved ticket."},{"name":"reservation","type":"long","doc":"Number of this reservation of the ticket; raised by orders with every reservation."},{"name":"reason","type":"string","doc":"expired or buyer.","default":"unknown"},{"name":"isPublishedAsV2","type":"boolean","doc":"Whether orders.order.cancelled.v2 has the same event. A group that reads both applies only that one.","default":false},{"name":"version","type":"int","doc":"Rises by one with every event of this aggregate; the first is 0."}]},
  'orders.order.cancelled.v2': {"type":"record","namespace":"ticketing.orders","name":"OrderCancelledV2","doc":"An order ended without a sale, or its event was cancelled or it was refunded after the sale; all of its items are free again.","fields":[{"name":"id","type":"string","doc":"Order id."},{"name":"items","type":{"type":"array","items":{"type":"record","name":"ReleasedItem","doc":"One of the things that an order reserves.","fields":[{"name":"kind","type":"string","doc":"ticket, seat or standing."},{"name":"ticketId","type":["null","string"],"doc":"The ticket, when one person sells it to another.","default":null},{"name":"performanceId","type":["null","string"],"doc":"The performance of a seat or place.","default":null},{"name":"seatId","type":["null","string"],"doc":"The seat: section:row:number.","default":null},{"name":"sectionId","type":["null","string"],"doc":"The section of the seat or place.","default":null}]}},"doc":"What is free again."},{"name":"reservation","type":["null","long"],"doc":"Number of this reservation of the ticket; null for seats.","default":null},{"name":"reason","type":"string","doc":"expired, buyer, event_cancelled or refunded.","default":"unknown"},{"name":"version","type":"int","doc":"Rises by one with every event of this aggregate; the first is 0."}]},
  'orders.order.completed.v1': {"type":"record","namespace":"ticketing.orders","name":"OrderCompleted","doc":"An order was paid; the ticket is sold.","fields":[{"name":"id","type":"string","doc":"Order id."},{"name":"ticket","type":{"type":"record","name":"SoldTicket","fields":[{"name":"id","type":"string","doc":"Ticket id."}]},"doc":"The reserved ticket."},{"name":"reservation","type":"long","doc":"Number of this reservation of the ticket; raised by orders with every reservation."},{"name":"paymentId","type":"string","doc":"The payment that settled it."},{"name":"isPublishedAsV2","type":"boolean","doc":"Whether orders.order.completed.v2 has the same event. A group that reads both applies only that one.","default":false},{"name":"version","type":"int","doc":"Rises by one with every event of this aggregate; the first is 0."}]},
  'orders.order.completed.v2': {"type":"record","namespace":"ticketing.orders","name":"OrderCompletedV2","doc":"An order was paid; all of its items are sold.","fields":[{"name":"id","type":"string","doc":"Order id."},{"name":"items","type":{"type":"array","items":{"type":"record","name":"SoldItem","doc":"One of the things that an order reserves.","fields":[{"name":"kind","type":"string","doc":"ticket, seat or standing."},{"name":"ticketId","type":["null","string"],"doc":"The ticket, when one person sells it to another.","default":null},{"name":"performanceId","type":["null","string"],"doc":"The performance of a seat or place.","default":null},{"name":"seatId","type":["null","string"],"doc":"The seat: section:row:number.","default":null},{"name":"sectionId","type":["null","string"],"doc":"The section of the seat or place.","default":null}]}},"doc":"What is sold."},{"name":"reservation","type":["null","long"],"doc":"Number of this reservation of the ticket; null for seats.","default":null},{"name":"paymentId","type":"string","doc":"The payment."},{"name":"version","type":"int","doc":"Rises by one with every event of this aggregate; the first is 0."}]},
  'orders.order.created.v1': {"type":"record","namespace":"ticketing.orders","name":"OrderCreated","doc":"A ticket was reserved for a buyer.","fields":[{"name":"id","type":"string","doc":"Order id."},{"name":"status","type":"string","doc":"Status of the order."},{"name":"userId","type":"string","doc":"The buyer."},{"name":"expiresAt","type":{"type":"long","logicalType":"timestamp-millis"},"doc":"End of the reservation."},{"name":"ticket","type":{"type":"record","name":"ReservedTicket","fields":[{"name":"id","type":"string","doc":"Ticket id."},{"name":"title","type":"string","doc":"Title at the time of the reservation.","default":""},{"name":"price","type":"long","doc":"Minor units of the currency (cents)."},{"name":"currency","type":"string","doc":"ISO 4217 code, upper case.","default":"USD"}]},"doc":"The reserved ticket."},{"name":"reservation","type":"long","doc":"Number of this reservation of the ticket; raised by orders with every reservation."},{"name":"isPublishedAsV2","type":"boolean","doc":"Whether orders.order.created.v2 has the same event. A group that reads both applies only that one.","default":false},{"name":"version","type":"int","doc":"Rises by one with every event of this aggregate; the first is 0."}]},
  'orders.order.created.v2': {"type":"record","namespace":"ticketing.orders","name":"OrderCreatedV2","doc":"A ticket, or the seats of a party, were reserved for a buyer: all of them in one order.","fields":[{"name":"id","type":"string","doc":"Order id."},{"name":"status","type":"string","doc":"Status of the order."},{"name":"userId","type":"string","doc":"The buyer."},{"name":"expiresAt","type":{"type":"long","logicalType":"timestamp-millis"},"doc":"End of the reservation."},{"name":"title","type":"string","doc":"Of the ticket or performance, at the time of the reservation."},{"name":"items","type":{"type":"array","items":{"type":"record","name":"OrderItem","doc":"One of the things that an order reserves.","fields":[{"name":"kind","type":"string","doc":"ticket, seat or standing."},{"name":"ticketId","type":["null","string"],"doc":"The ticket, when one person sells it to another.","default":null},{"name":"performanceId","type":["null","string"],"doc":"The performance of a seat or place.","default":null},{"name":"seatId","type":["null","string"],"doc":"The seat: section:row:number.","default":null},{"name":"sectionId","type":["null","string"],"doc":"The section of the seat or place.","default":null},{"name":"label","type":"string","doc":"What buyers see."},{"name":"price","type":"long","doc":"Minor units of the currency (cents)."}]}},"doc":"What is reserved; at least one."},{"name":"total","type":"long","doc":"Sum of the prices, minor units of the currency."},{"name":"currency","type":"string","doc":"ISO 4217 code, upper case.","default":"USD"},{"name":"reservation","type":["null","long"],"doc":"Number of this reservation of the ticket; null for seats.","default":null},{"name":"isOffer","type":"boolean","doc":"Made for the waiting list: its buyer does not know of it yet.","default":false},{"name":"version","type":"int","doc":"Rises by one with every event of this aggregate; the first is 0."}]},
  'orders.order.reduced.v2': {"type":"record","namespace":"ticketing.orders","name":"OrderReducedV2","doc":"An order of several places has fewer of them: its buyer gave them back before paying, or the organiser refunds them.","fields":[{"name":"id","type":"string","doc":"Order id."},{"name":"items","type":{"type":"array","items":{"type":"record","name":"RemainingItem","doc":"A place of an order.","fields":[{"name":"kind","type":"string","doc":"seat or standing."},{"name":"performanceId","type":["null","string"],"doc":"The performance of the place.","default":null},{"name":"seatId","type":["null","string"],"doc":"The seat: section:row:number; null for a standing place.","default":null},{"name":"sectionId","type":["null","string"],"doc":"The section of the place.","default":null}]}},"doc":"What the order still has; at least one."},{"name":"returned","type":{"type":"array","items":{"type":"record","name":"ReturnedItem","doc":"A place of an order.","fields":[{"name":"kind","type":"string","doc":"seat or standing."},{"name":"performanceId","type":["null","string"],"doc":"The performance of the place.","default":null},{"name":"seatId","type":["null","string"],"doc":"The seat: section:row:number; null for a standing place.","default":null},{"name":"sectionId","type":["null","string"],"doc":"The section of the place.","default":null},{"name":"label","type":"string","doc":"What buyers see."},{"name":"price","type":"long","doc":"Minor units of the currency (cents)."}]}},"doc":"What is free again; at least one."},{"name":"total","type":"long","doc":"Sum of the prices of what remains, minor units of the currency."},{"name":"currency","type":"string","doc":"ISO 4217 code, upper case.","default":"USD"},{"name":"reason","type":"string","doc":"buyer or refunded."},{"name":"requestId","type":["null","string"],"doc":"The organiser's request; null when the buyer gave the places back.","default":null},{"name":"version","type":"int","doc":"Rises by one with every event of this aggregate; the first is 0."}]},
  'orders.refund.answered.v1': {"type":"record","namespace":"ticketing.orders","name":"RefundAnswered","doc":"Orders has decided about an organiser's request to refund.","fields":[{"name":"id","type":"string","doc":"The request."},{"name":"orderId","type":"string","doc":"The order."},{"name":"outcome","type":"string","doc":"refunded or refused."},{"name":"reason","type":["null","string"],"doc":"Why it was refused: a stable code.","default":null},{"name":"amount","type":"long","doc":"What the buyer gets back for it, minor units of the currency; 0 when refused.","default":0},{"name":"currency","type":"string","doc":"ISO 4217 code, upper case.","default":"USD"}]},
  'payments.cancellation.answered.v1': {"type":"record","namespace":"ticketing.payments","name":"PaymentsCancellationAnswered","doc":"Payments says how far the refunds of a cancelled performance are.","fields":[{"name":"sagaId","type":"string","doc":"The saga, and so the cancellation."},{"name":"correlationId","type":"string","doc":"The answer repeats it. Each attempt has its own."},{"name":"outcome","type":"string","doc":"succeeded: it is so. pending: not yet; asked again after a pause."},{"name":"refunds","type":{"type":"record","name":"CancellationRefunds","doc":"Charges of the performance.","fields":[{"name":"refunded","type":"int","doc":"Refunded at Stripe."},{"name":"underWay","type":"int","doc":"Open attempts to pay, and charges whose refund is due or pending."},{"name":"failed","type":"int","doc":"Refunds that the bank has refused; they are tried again."},{"name":"toTell","type":"int","doc":"Refunds because the cancellation has ended the order; their buyers are told."},{"name":"amounts","type":{"type":"array","items":{"type":"record","name":"RefundedAmount","doc":"What was given back in one currency.","fields":[{"name":"currency","type":"string","doc":"ISO 4217 code, upper case."},{"name":"amount","type":"long","doc":"Minor units of the currency."}]}},"doc":"Given back, by currency."}]},"doc":"Counts."}]},
  'payments.payment.created.v1': {"type":"record","namespace":"ticketing.payments","name":"PaymentCreated","doc":"An order was charged.","fields":[{"name":"id","type":"string","doc":"Payment id."},{"name":"orderId","type":"string","doc":"Order id."},{"name":"stripeId","type":"string","doc":"Stripe's id of the PaymentIntent."}]},
  'payments.payment.failed.v1': {"type":"record","namespace":"ticketing.payments","name":"PaymentFailed","doc":"An attempt to pay ended without a charge.","fields":[{"name":"orderId","type":"string","doc":"Order id."},{"name":"attempt","type":"int","doc":"Number of the attempt for this order, from 1."},{"name":"reason","type":"string","doc":"Machine-readable reason, e.g. card_declined.","default":"unknown"}]},
  'payments.payment.refunded.v1': {"type":"record","namespace":"ticketing.payments","name":"PaymentRefunded","doc":"A charge was given back, or a part of it.","fields":[{"name":"id","type":"string","doc":"Payment id."},{"name":"orderId","type":"string","doc":"Order id."},{"name":"amount","type":"long","doc":"What was given back, minor units of the currency."},{"name":"currency","type":"string","doc":"ISO 4217 code, upper case.","default":"USD"},{"name":"reason","type":"string","doc":"Why: order_cancelled, places_returned or charged_after_failure."},{"name":"number","type":"int","doc":"Refunds of a payment are counted from 1.","default":1}]},
  'payments.payment.started.v1': {"type":"record","namespace":"ticketing.payments","name":"PaymentStarted","doc":"An attempt to pay is open; expiry waits for it, up to the grace.","fields":[{"name":"orderId","type":"string","doc":"Order id."},{"name":"attempt","type":"int","doc":"Number of the attempt for this order, from 1."},{"name":"waitedMs","type":"int","doc":"How long the request waited before the attempt was stored, milliseconds.","default":0}]},
  'tickets.ticket.created.v1': {"type":"record","namespace":"ticketing.tickets","name":"TicketCreated","doc":"A ticket was listed.","fields":[{"name":"id","type":"string","doc":"Ticket id."},{"name":"title","type":"string","doc":"What the seller called it."},{"name":"price","type":"long","doc":"Minor units of the currency (cents)."},{"name":"currency","type":"string","doc":"ISO 4217 code, upper case.","default":"USD"},{"name":"userId","type":"string","doc":"The seller."},{"name":"version","type":"int","doc":"Rises by one with every event of this aggregate; the first is 0."},{"name":"status","type":"string","doc":"available, reserved, sold or withdrawn.","default":"available"},{"name":"isWithdrawn","type":"boolean","doc":"The seller has taken it off sale; an order that holds it keeps it.","default":false},{"name":"startsAt","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"doc":"When the event starts; null without a date. Nobody can reserve the ticket from then on.","default":null},{"name":"saleEndsAt","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"doc":"When the seller ends the sale, at the latest at the start; null for the start itself.","default":null}]},
  'tickets.ticket.updated.v1': {"type":"record","namespace":"ticketing.tickets","name":"TicketUpdated","doc":"A listing changed: its text or price, or its reservation.","fields":[{"name":"id","type":"string","doc":"Ticket id."},{"name":"title","type":"string","doc":"What the seller called it."},{"name":"price","type":"long","doc":"Minor units of the currency (cents)."},{"name":"currency","type":"string","doc":"ISO 4217 code, upper case.","default":"USD"},{"name":"userId","type":"string","doc":"The seller."},{"name":"version","type":"int","doc":"Rises by one with every event of this aggregate; the first is 0."},{"name":"status","type":"string","doc":"available, reserved, sold or withdrawn.","default":"available"},{"name":"orderId","type":["null","string"],"doc":"The order that holds the ticket.","default":null},{"name":"isWithdrawn","type":"boolean","doc":"The seller has taken it off sale; an order that holds it keeps it.","default":false},{"name":"startsAt","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"doc":"When the event starts; null without a date. Nobody can reserve the ticket from then on.","default":null},{"name":"saleEndsAt","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"doc":"When the seller ends the sale, at the latest at the start; null for the start itself.","default":null}]},
};

