import { readPerformance } from '@/features/events/api/server.ts';
import type { Booking } from './api/schemas.ts';

/** Returns the titles of journeys whose bookings have no places, by performance; the others' orders have theirs. */
export async function titlesOf(bookings: readonly Booking[]): Promise<Map<string, string>> {
  const ids = new Set(bookings.flatMap(({ order, performanceId }) => (order ? [] : [performanceId])));
  const answers = await Promise.all([...ids].map((id) => readPerformance(id)));
  return new Map(answers.flatMap((answer) => (answer.ok ? [[answer.value.id, answer.value.title]] : [])));
}
