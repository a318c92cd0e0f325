// zod/mini, because the browser loads these schemas and the full zod would be the largest script of a page.
import * as z from 'zod/mini';

export const userSchema = z.object({ id: z.string(), email: z.string() });
export type User = z.infer<typeof userSchema>;

const signedInSchema = z.extend(userSchema, { roles: z._default(z.array(z.string()), []) });
/** The signed-in user. Everyone can buy and sell; roles allow more. */
export type CurrentUser = z.infer<typeof signedInSchema>;
export const currentUserSchema = z.object({ currentUser: z.nullable(signedInSchema) });

const instant = z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)), 'not an instant'));
/** A signed-in browser or program of the user. */
const sessionSchema = z.object({
  id: z.string(),
  device: z.nullable(z.string()),
  network: z.nullable(z.string()),
  createdAt: instant,
  lastUsedAt: instant,
  isCurrent: z.boolean(),
});
export type Session = z.infer<typeof sessionSchema>;
export const sessionsSchema = z.array(sessionSchema);

const currency = z._default(z.string(), 'USD');

export const categories = ['concert', 'sport', 'theatre', 'festival', 'comedy', 'travel', 'other'] as const;
export type Category = (typeof categories)[number];

const detail = z._default(z.nullable(z.string()), null);
const moment = z._default(z.nullable(instant), null);

export const ticketSchema = z.object({
  id: z.string(),
  title: z.string(),
  price: z.number(),
  currency,
  userId: z.string(),
  version: z.number(),
  status: z.enum(['available', 'reserved', 'sold', 'withdrawn']),
  orderId: z.nullable(z.string()),
  description: detail,
  category: z._default(z.enum(categories), 'other'),
  venue: detail,
  city: detail,
  from: detail,
  to: detail,
  startsAt: moment,
  saleEndsAt: moment,
  isSaleOver: z._default(z.boolean(), false),
  timeZone: detail,
  pictureUrl: detail,
  reservedUntil: moment,
  soldAt: moment,
  createdAt: instant,
});
export type Ticket = z.infer<typeof ticketSchema>;
export const ticketsSchema = z.array(ticketSchema);

/** What buyers may know of a seller. */
export const sellerSchema = z.object({ since: z.string().check(z.regex(/^\d{4}-\d{2}$/)), soldTickets: z.number() });
export type Seller = z.infer<typeof sellerSchema>;

export const orderSchema = z.object({
  id: z.string(),
  userId: z.string(),
  version: z._default(z.number(), 0),
  status: z.enum(['created', 'awaiting_payment', 'complete', 'cancelled']),
  createdAt: instant,
  expiresAt: instant,
  serverTime: instant,
  ticket: z.object({ id: z.string(), title: z.string(), price: z.number(), currency }),
  cancelReason: z.optional(z.enum(['expired', 'buyer'])),
  refund: z.nullish(z.object({ status: z.enum(['pending', 'refunded']), amount: z.number() })),
});
export type Order = z.infer<typeof orderSchema>;
/** A new order, as returned by the reservation. */
export const reservedOrderSchema = z.extend(orderSchema, { statement: z.optional(z.string()) });
export type ReservedOrder = z.infer<typeof reservedOrderSchema>;
export const ordersSchema = z.array(orderSchema);

export const reservationTermsSchema = z.object({ reservationSeconds: z.number() });

/** Which card form is used: Stripe's, the sandbox's, or neither. */
export const paymentConfigSchema = z.object({
  publishableKey: z.nullable(z.string()),
  sandboxUrl: z.nullable(z.string()),
});
export type PaymentConfig = z.infer<typeof paymentConfigSchema>;

const attemptStatus = z.enum(['requires_payment_method', 'requires_action', 'processing', 'succeeded', 'failed']);

export const paymentIntentSchema = z.object({ paymentId: z.string(), clientSecret: z.string(), status: attemptStatus });
export type PaymentIntent = z.infer<typeof paymentIntentSchema>;

export const settlementSchema = z.object({
  paymentId: z.string(),
  status: attemptStatus,
  code: z.nullable(z.string()),
  message: z.nullable(z.string()),
});
export type Settlement = z.infer<typeof settlementSchema>;

export const ownPaymentSchema = z.object({
  id: z.string(),
  status: z.enum(['processing', 'succeeded', 'failed']),
  amount: z.number(),
  currency,
  card: z.nullable(z.object({ brand: z.string(), last4: z.string() })),
  paidAt: z.nullable(instant),
});
export type OwnPayment = z.infer<typeof ownPaymentSchema>;
export const ownPaymentsSchema = z.array(ownPaymentSchema);

export const apiErrorSchema = z.object({
  message: z.string(),
  field: z.optional(z.string()),
  code: z.optional(z.string()),
});
export type ApiError = z.infer<typeof apiErrorSchema>;
export const errorsSchema = z.object({ errors: z.array(apiErrorSchema) });

/** For responses whose body is ignored, such as that of a sign-out. */
export const ignoredSchema = z.unknown();
