import type { operations, PerformanceWithSeats } from '@ticketing/api-client';

export type { PerformanceSummary, PerformanceWithSeats, Place, SeatMap, WaitingEntry } from '@ticketing/api-client';

export type Category = PerformanceWithSeats['categories'][number];
export type PerformanceQuery = NonNullable<operations['searchPerformances']['parameters']['query']>;
