import { invalidInput } from '@ticketing/common/errors';
import { isTimeZone } from './local-time.ts';

/** A city. Its id never gets another meaning; performances and venues keep a copy of the rest. */
export interface Place {
  /** Readable and stable: `sao-paulo-br`. */
  id: string;
  name: string;
  /** In English. */
  country: string;
  /** IANA zone, in which times there are shown. */
  timeZone: string;
}

/** Ids of places: lower-case words and the country's ISO 3166 code. */
export const placeIdPattern = /^[a-z]{1,20}(-[a-z]{1,20}){1,4}$/;

/** @throws DomainError unknown_time_zone */
export function assertPlace({ timeZone }: Place): void {
  if (!isTimeZone(timeZone)) throw invalidInput('unknown_time_zone', 'There is no such time zone', 'timeZone');
}
