import type { Ticket } from '@/api/schemas.ts';

/** @returns the number of sold listings and their total in minor units, because floats would not add up exactly */
export function salesOf(listings: readonly Pick<Ticket, 'status' | 'price'>[]): { count: number; totalMinor: number } {
  const sold = listings.filter(({ status }) => status === 'sold');
  return { count: sold.length, totalMinor: sold.reduce((total, { price }) => total + Math.round(price * 100), 0) };
}
