import { notFound } from '@ticketing/common/errors';
import type { SeatView, SeatViews } from '../store/seat-views.ts';

/**
 * Reads which places of a performance are free, at most a quarter of a second late.
 * @throws DomainError not_found
 */
export const readSeats =
  ({ seatViews }: { seatViews: SeatViews }) =>
  async ({ performanceId }: { performanceId: string }): Promise<SeatView> => {
    const view = await seatViews.read(performanceId);
    if (!view) throw notFound('Event not found');
    return view;
  };
