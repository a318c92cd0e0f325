import type { Fault } from '@/api/problem.ts';
import { isVisible } from '@/format/visible.ts';
import type { BookingRequest } from './api/schemas.ts';

const maxCharacters = 100;
/** The same rule as the API's: controls, and characters that turn the writing direction of what follows. */
const steering = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]/u;

/** The name of a passenger's field; they are counted from 0. */
export const nameField = (index: number): string => `passenger-${index}`;

/** Returns the names of a party of this size; those who are not named have an empty one. */
export const namesOf = (typed: readonly string[], count: number): string[] =>
  Array.from({ length: count }, (_, index) => typed[index]?.trim() ?? '');

/**
 * Checks the names of a party. They are optional, because numbers and seats let people in; the API takes one for each place
 * or none.
 * @returns faults by field; null without any
 */
export function faultsOfNames(names: readonly string[]): Record<string, Fault> | null {
  if (!names.some(isVisible)) return null;
  const faults = names.flatMap((name, index) => {
    const code = faultOfName(name);
    return code ? [[nameField(index), { code }] as const] : [];
  });
  return faults.length > 0 ? Object.fromEntries(faults) : null;
}

function faultOfName(name: string): string | null {
  if (!isVisible(name)) return 'passenger_name_missing';
  if (name.length > maxCharacters) return 'passenger_name_too_long';
  return name.isWellFormed() && !steering.test(name) ? null : 'passenger_name_unreadable';
}

/** Returns the part of a request that names the passengers; empty when nobody is named. */
export const passengersOf = (names: readonly string[]): Pick<BookingRequest, 'passengers'> =>
  names.some(isVisible) ? { passengers: names.map((name) => ({ name })) } : {};

/** Returns the typed names after a change of one. */
export const withName = (names: readonly string[], index: number, name: string): string[] =>
  Array.from({ length: Math.max(names.length, index + 1) }, (_, at) => (at === index ? name : (names[at] ?? '')));
