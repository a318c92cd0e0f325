import type { operations, PerformanceWithSeats } from '@ticketing/api-client';

export type { PerformanceSummary, PerformanceWithSeats, Place, SeatMap, WaitingEntry } from '@ticketing/api-client';

/** What a seat map shows of a price category. */
export type Category = Omit<PerformanceWithSeats['categories'][number], 'fareClass'>;
export type PerformanceQuery = NonNullable<operations['searchPerformances']['parameters']['query']>;
