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

/** The reservation time of an order is over. */
export interface ExpirationComplete {
  /** Order id. */
  orderId: string;
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
  /** Rises by one with every event of this aggregate; the first is 0. */
  version: number;
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

/** A charge was given back. */
export interface PaymentRefunded {
  /** Payment id. */
  id: string;
  /** Order id. */
  orderId: string;
  /** Minor units of the currency. */
  amount: number;
  /** ISO 4217 code, upper case. */
  currency: string;
  /** Why, e.g. order_cancelled. */
  reason: string;
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
  'expiration.expiration.complete.v1': ExpirationComplete;
  'ops.replay.reported.v1': ReplayReported;
  'orders.order.cancelled.v1': OrderCancelled;
  'orders.order.completed.v1': OrderCompleted;
  'orders.order.created.v1': OrderCreated;
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
  'expiration.expiration.complete.v1': {"type":"record","namespace":"ticketing.expiration","name":"ExpirationComplete","doc":"The reservation time of an order is over.","fields":[{"name":"orderId","type":"string","doc":"Order id."}]},
  'ops.replay.reported.v1': {"type":"record","name":"ReplayReported","namespace":"ticketing.ops","doc":"A replayed message was dealt with by the group it was replayed to.","fields":[{"name":"replayId","type":"string","doc":"The replay, a UUID."},{"name":"group","type":"string","doc":"Who dealt with it."},{"name":"topic","type":"string","doc":"Event topic of the message."},{"name":"outcome","type":"string","doc":"applied, duplicate, stale, parked, skipped, published, or dead_lettered when it failed again."},{"name":"errorCode","type":["null","string"],"default":null,"doc":"Why it failed again."},{"name":"reportedAt","type":{"type":"long","logicalType":"timestamp-millis"},"doc":"When it was dealt with."}]},
  'orders.order.cancelled.v1': {"type":"record","namespace":"ticketing.orders","name":"OrderCancelled","doc":"An order ended without a sale; the ticket is free again.","fields":[{"name":"id","type":"string","doc":"Order id."},{"name":"ticket","type":{"type":"record","name":"ReleasedTicket","fields":[{"name":"id","type":"string","doc":"Ticket id."}]},"doc":"The reserved ticket."},{"name":"reservation","type":"long","doc":"Number of this reservation of the ticket; raised by orders with every reservation."},{"name":"reason","type":"string","doc":"expired or buyer.","default":"unknown"},{"name":"version","type":"int","doc":"Rises by one with every event of this aggregate; the first is 0."}]},
  'orders.order.completed.v1': {"type":"record","namespace":"ticketing.orders","name":"OrderCompleted","doc":"An order was paid; the ticket is sold.","fields":[{"name":"id","type":"string","doc":"Order id."},{"name":"ticket","type":{"type":"record","name":"SoldTicket","fields":[{"name":"id","type":"string","doc":"Ticket id."}]},"doc":"The reserved ticket."},{"name":"reservation","type":"long","doc":"Number of this reservation of the ticket; raised by orders with every reservation."},{"name":"paymentId","type":"string","doc":"The payment that settled it."},{"name":"version","type":"int","doc":"Rises by one with every event of this aggregate; the first is 0."}]},
  'orders.order.created.v1': {"type":"record","namespace":"ticketing.orders","name":"OrderCreated","doc":"A ticket was reserved for a buyer.","fields":[{"name":"id","type":"string","doc":"Order id."},{"name":"status","type":"string","doc":"Status of the order."},{"name":"userId","type":"string","doc":"The buyer."},{"name":"expiresAt","type":{"type":"long","logicalType":"timestamp-millis"},"doc":"End of the reservation."},{"name":"ticket","type":{"type":"record","name":"ReservedTicket","fields":[{"name":"id","type":"string","doc":"Ticket id."},{"name":"title","type":"string","doc":"Title at the time of the reservation.","default":""},{"name":"price","type":"long","doc":"Minor units of the currency (cents)."},{"name":"currency","type":"string","doc":"ISO 4217 code, upper case.","default":"USD"}]},"doc":"The reserved ticket."},{"name":"reservation","type":"long","doc":"Number of this reservation of the ticket; raised by orders with every reservation."},{"name":"version","type":"int","doc":"Rises by one with every event of this aggregate; the first is 0."}]},
  'payments.payment.created.v1': {"type":"record","namespace":"ticketing.payments","name":"PaymentCreated","doc":"An order was charged.","fields":[{"name":"id","type":"string","doc":"Payment id."},{"name":"orderId","type":"string","doc":"Order id."},{"name":"stripeId","type":"string","doc":"Stripe's id of the PaymentIntent."}]},
  'payments.payment.failed.v1': {"type":"record","namespace":"ticketing.payments","name":"PaymentFailed","doc":"An attempt to pay ended without a charge.","fields":[{"name":"orderId","type":"string","doc":"Order id."},{"name":"attempt","type":"int","doc":"Number of the attempt for this order, from 1."},{"name":"reason","type":"string","doc":"Machine-readable reason, e.g. card_declined.","default":"unknown"}]},
  'payments.payment.refunded.v1': {"type":"record","namespace":"ticketing.payments","name":"PaymentRefunded","doc":"A charge was given back.","fields":[{"name":"id","type":"string","doc":"Payment id."},{"name":"orderId","type":"string","doc":"Order id."},{"name":"amount","type":"long","doc":"Minor units of the currency."},{"name":"currency","type":"string","doc":"ISO 4217 code, upper case.","default":"USD"},{"name":"reason","type":"string","doc":"Why, e.g. order_cancelled."}]},
  'payments.payment.started.v1': {"type":"record","namespace":"ticketing.payments","name":"PaymentStarted","doc":"An attempt to pay is open; expiry waits for it, up to the grace.","fields":[{"name":"orderId","type":"string","doc":"Order id."},{"name":"attempt","type":"int","doc":"Number of the attempt for this order, from 1."},{"name":"waitedMs","type":"int","doc":"How long the request waited before the attempt was stored, milliseconds.","default":0}]},
  'tickets.ticket.created.v1': {"type":"record","namespace":"ticketing.tickets","name":"TicketCreated","doc":"A ticket was listed.","fields":[{"name":"id","type":"string","doc":"Ticket id."},{"name":"title","type":"string","doc":"What the seller called it."},{"name":"price","type":"long","doc":"Minor units of the currency (cents)."},{"name":"currency","type":"string","doc":"ISO 4217 code, upper case.","default":"USD"},{"name":"userId","type":"string","doc":"The seller."},{"name":"version","type":"int","doc":"Rises by one with every event of this aggregate; the first is 0."},{"name":"status","type":"string","doc":"available, reserved, sold or withdrawn.","default":"available"},{"name":"isWithdrawn","type":"boolean","doc":"The seller has taken it off sale; an order that holds it keeps it.","default":false},{"name":"startsAt","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"doc":"When the event starts; null without a date. Nobody can reserve the ticket from then on.","default":null},{"name":"saleEndsAt","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"doc":"When the seller ends the sale, at the latest at the start; null for the start itself.","default":null}]},
  'tickets.ticket.updated.v1': {"type":"record","namespace":"ticketing.tickets","name":"TicketUpdated","doc":"A listing changed: its text or price, or its reservation.","fields":[{"name":"id","type":"string","doc":"Ticket id."},{"name":"title","type":"string","doc":"What the seller called it."},{"name":"price","type":"long","doc":"Minor units of the currency (cents)."},{"name":"currency","type":"string","doc":"ISO 4217 code, upper case.","default":"USD"},{"name":"userId","type":"string","doc":"The seller."},{"name":"version","type":"int","doc":"Rises by one with every event of this aggregate; the first is 0."},{"name":"status","type":"string","doc":"available, reserved, sold or withdrawn.","default":"available"},{"name":"orderId","type":["null","string"],"doc":"The order that holds the ticket.","default":null},{"name":"isWithdrawn","type":"boolean","doc":"The seller has taken it off sale; an order that holds it keeps it.","default":false},{"name":"startsAt","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"doc":"When the event starts; null without a date. Nobody can reserve the ticket from then on.","default":null},{"name":"saleEndsAt","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"doc":"When the seller ends the sale, at the latest at the start; null for the start itself.","default":null}]},
};

