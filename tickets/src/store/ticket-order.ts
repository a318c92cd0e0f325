import type { Cursor } from '@ticketing/common/http';
import { Types } from 'mongoose';

/** Sort orders of listings: field and direction. Ids break ties, so that a cursor is exact. */
export const ticketOrders = {
  newest: { field: 'createdAt', direction: -1 },
  soonest: { field: 'startsOrder', direction: 1 },
  cheapest: { field: 'priceMinor', direction: 1 },
  dearest: { field: 'priceMinor', direction: -1 },
} as const;
export type TicketOrder = keyof typeof ticketOrders;

export const isByInstant = (order: TicketOrder): boolean => ticketOrders[order].field === 'createdAt';

/** Listings without a date come last. */
export const undated = Number.MAX_SAFE_INTEGER;
export const startsOrderOf = (startsAt: Date | null): number => startsAt?.getTime() ?? undated;

/** Returns the filter for listings after the cursor. */
export function after(order: TicketOrder, { value, id }: Cursor) {
  const { field, direction } = ticketOrders[order];
  const next = direction === 1 ? '$gt' : '$lt';
  const at = isByInstant(order) ? new Date(value) : value;
  return { $or: [{ [field]: { [next]: at } }, { [field]: at, _id: { [next]: new Types.ObjectId(id) } }] };
}

export const sortOf = (order: TicketOrder): [string, 1 | -1][] => {
  const { field, direction } = ticketOrders[order];
  return [
    [field, direction],
    ['_id', direction],
  ];
};
