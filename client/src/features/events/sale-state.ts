import type { FreeSeats } from '@/api/schemas.ts';
import type { PerformanceSummary } from './api/schemas.ts';

export type SaleState = FreeSeats['status'];
/** What is said about a performance; only members of its organiser see a draft. */
export type ShownState = SaleState | 'draft';

/** Whether places can be reserved now. The orders service decides by the same rule. */
export function saleStateOf(
  {
    status,
    startsAt,
    saleStartsAt,
    saleEndsAt,
  }: Pick<PerformanceSummary, 'status' | 'startsAt' | 'saleStartsAt' | 'saleEndsAt'>,
  now: Date,
): ShownState {
  if (status !== 'on_sale') return status;
  if (now >= new Date(saleEndsAt ?? startsAt) || now >= new Date(startsAt)) return 'over';
  return saleStartsAt && now < new Date(saleStartsAt) ? 'not_yet' : 'on_sale';
}
