import type { Ticket } from '@/api/schemas.ts';

/** @returns how many of the listings are sold, and for how much, in minor units: prices are never added as floats */
export function salesOf(listings: readonly Pick<Ticket, 'status' | 'price'>[]): { count: number; totalMinor: number } {
  const sold = listings.filter(({ status }) => status === 'sold');
  return { count: sold.length, totalMinor: sold.reduce((total, { price }) => total + Math.round(price * 100), 0) };
}
