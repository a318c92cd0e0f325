import type { Order, Receipt, Ticket } from '@ticketing/api-client';
// zod/mini, because the browser loads these schemas and the full zod would be the largest script of a page.
import * as z from 'zod/mini';

export type {
  CurrentUser,
  FreeSeats,
  Order,
  PaymentConfig,
  PaymentIntent,
  Profile,
  ReservedOrder,
  Session,
  Settlement,
  Ticket,
  User,
  Verification,
} from '@ticketing/api-client';
export type OwnPayment = Receipt;
export type OrderItem = Order['items'][number];

export type Category = Ticket['category'];
export const categories = [
  'concert',
  'sport',
  'theatre',
  'festival',
  'comedy',
  'travel',
  'other',
] as const satisfies readonly Category[];

const instant = z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)), 'not an instant'));

/** Messages of a live stream: other pages of this browser pass them on, so they are checked. */
export const ticketChangeSchema = z.object({
  version: z.number(),
  status: z.enum(['available', 'reserved', 'sold', 'withdrawn'] satisfies Ticket['status'][]),
});
export type TicketChange = z.infer<typeof ticketChangeSchema>;

const item = {
  kind: z.enum(['ticket', 'seat', 'standing']),
  label: z.string(),
  price: z.number(),
  seatId: z.optional(z.string()),
  sectionId: z.optional(z.string()),
};

export const orderSchema: z.ZodMiniType<Order> = z.object({
  id: z.string(),
  userId: z.string(),
  version: z.number(),
  status: z.enum(['created', 'awaiting_payment', 'complete', 'cancelled']),
  createdAt: instant,
  expiresAt: instant,
  serverTime: instant,
  ticket: z.optional(z.object({ id: z.string(), title: z.string(), price: z.number(), currency: z.string() })),
  performance: z.optional(z.object({ id: z.string(), title: z.string(), startsAt: instant, timeZone: z.string() })),
  items: z.array(z.object(item)),
  returned: z.optional(z.array(z.object({ ...item, reason: z.enum(['buyer', 'refunded']) }))),
  total: z.number(),
  currency: z.string(),
  bookingId: z.optional(z.string()),
  cancelReason: z.optional(z.enum(['expired', 'buyer', 'event_cancelled', 'refunded'])),
  refund: z.optional(z.object({ status: z.literal('refunded'), amount: z.number() })),
});
