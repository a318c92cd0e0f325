import type { Order } from '@/api/schemas.ts';

type Subject = Pick<Order, 'status' | 'items' | 'performance' | 'bookingId'>;

/** Whether some places of an order can be given back; the orders service decides by the same rules. */
export const canGiveBackParts = ({ status, items, performance, bookingId }: Subject): boolean =>
  status === 'created' && performance !== undefined && bookingId === undefined && items.length > 1;

/** Returns what the order costs without the chosen places, by their index. */
export const leftOf = ({ items }: Pick<Order, 'items'>, chosen: ReadonlySet<number>): number =>
  items.reduce((cents, { price }, index) => (chosen.has(index) ? cents : cents + Math.round(price * 100)), 0) / 100;

/** Returns the request that gives the chosen places back. */
export function placesToReturn({ items }: Pick<Order, 'items'>, chosen: ReadonlySet<number>) {
  const places = items.filter((_, index) => chosen.has(index));
  const seats = places.flatMap(({ seatId }) => seatId ?? []);
  const standing = places.filter(({ kind }) => kind === 'standing');
  const sectionId = standing[0]?.sectionId;
  return {
    ...(seats.length > 0 && { seats }),
    ...(sectionId !== undefined && { standing: { sectionId, quantity: standing.length } }),
  };
}
