import { fromZonedTime, toZonedTime } from './zoned-time.ts';

export { nextDay } from './zoned-time.ts';

/** The market's time zone: of the days in a search, and of events without a zone of their own. */
export const marketTimeZone = 'Europe/Berlin';

export const toMarketTime = (instant: Date): string => toZonedTime(instant, marketTimeZone);

/** @returns null when it is invalid or only half typed; never throws */
export const fromMarketTime = (wallClock: string): Date | null => fromZonedTime(wallClock, marketTimeZone);
