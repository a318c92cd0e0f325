import { marketTimeZone } from './market-time.ts';
import { isTimeZone } from './zoned-time.ts';

/** Returns the zone in which an event's times are shown and typed: its own, otherwise the market's. */
export const zoneOf = ({ timeZone }: { timeZone: string | null }): string =>
  timeZone && isTimeZone(timeZone) ? timeZone : marketTimeZone;
