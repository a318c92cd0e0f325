import { seatIdOf } from '@ticketing/contracts/seat-id';
import type { HallSection } from '@/features/events/hall.ts';
import type { RefundBody } from './api/schemas.ts';

/** What an organiser has entered. */
export interface RefundDraft {
  orderId: string;
  /** Empty for the whole order. */
  sectionId: string;
  /** Of a section with seats, row and number of each: "A 3, A 4"; of a standing area, how many. */
  places: string;
  reason: string;
}

/** Returns the request; what is not clear in it, the service refuses. @param section null for the whole order */
export function toRefundBody(
  { orderId, places, reason }: RefundDraft,
  section: Pick<HallSection, 'id' | 'standing'> | null,
): RefundBody {
  const order = { orderId: orderId.trim(), reason };
  if (!section) return { ...order, whole: true };
  if (section.standing) return { ...order, standing: { sectionId: section.id, quantity: Number(places) } };
  const seats = places
    .split(',')
    .map((seat) => seat.trim())
    .filter((seat) => seat !== '')
    .map((seat) => {
      const [row = '', number = ''] = seat.split(/\s+/);
      return seatIdOf(section.id, row, number);
    });
  return { ...order, seats };
}
