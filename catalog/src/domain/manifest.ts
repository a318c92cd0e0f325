import type { PerformanceStatus } from './performance.ts';

export interface ManifestPlace {
  /** Null for a standing place. */
  seatId: string | null;
  sectionId: string;
  /** Such as "Stalls, row C, seat 11". */
  label: string;
}

/** People who come together. Their names are known to bookings alone. */
export interface EnteredParty {
  /** The order that holds the places. */
  orderId: string;
  /** The buyer; stays after the account is deleted, as in orders (ADR 32). */
  userId: string;
  performanceId: string;
  places: readonly ManifestPlace[];
}

/** How the command to enter a party went. All attempts get the same answer. */
export interface EntryStep {
  outcome: 'succeeded' | 'failed';
  reason: string | null;
  isUndone: boolean;
}

/** A party in the manifest of a performance. A booking has one. */
export interface ManifestEntry {
  /** Of the booking, which is its saga's. */
  id: string;
  step: EntryStep;
  /** Null when it was refused, or withdrawn before it arrived. */
  party: EnteredParty | null;
  /** One per place, in the order of the places; empty until they are issued. */
  ticketNumbers: readonly string[];
  issuedAt: Date | null;
}

/**
 * - `entered`: it waits for its payment
 * - `issued`: it has tickets, and comes
 * - `withdrawn`: its booking was undone
 * - `refused`: it never was in the manifest
 */
export type EntryState = 'entered' | 'issued' | 'withdrawn' | 'refused';

export function stateOf({ step, issuedAt }: Pick<ManifestEntry, 'step' | 'issuedAt'>): EntryState {
  if (step.isUndone) return 'withdrawn';
  if (step.outcome === 'failed') return 'refused';
  return issuedAt ? 'issued' : 'entered';
}

/** Returns the entry of a party, or the record of its refusal. @param status of the performance; undefined for an unknown one */
export function enter(id: string, party: EnteredParty, status: PerformanceStatus | undefined): ManifestEntry {
  const reason = refusalOf(status);
  const step = { outcome: reason === null ? 'succeeded' : 'failed', reason, isUndone: false } as const;
  return { id, step, party: reason === null ? party : null, ticketNumbers: [], issuedAt: null };
}

/** A draft has sold nothing, and is known to its organiser alone. What is closed, or has started, may still be paid for. */
function refusalOf(status: PerformanceStatus | undefined): string | null {
  if (status === undefined || status === 'draft') return 'not_found';
  return status === 'cancelled' ? 'performance_cancelled' : null;
}

/** Returns an entry, if there is one yet, after it was withdrawn. @param step as it is kept from now on */
export const withdraw = (id: string, known: ManifestEntry | null, step: EntryStep): ManifestEntry => ({
  ...(known ?? { id, party: null, ticketNumbers: [], issuedAt: null }),
  step,
});

/** Returns why no tickets are issued for an entry; null if they are, or were. */
export const refusalToIssue = (known: ManifestEntry | null): string | null => {
  if (!known) return 'not_found';
  return known.step.outcome === 'failed' ? (known.step.reason ?? 'undone') : null;
};

/** Returns an entry with ticket numbers. Those that were issued stay. @param code of {@link ticketCodeOf} */
export const issue = (entry: ManifestEntry, code: string, now: Date): ManifestEntry =>
  entry.issuedAt ? entry : { ...entry, ticketNumbers: ticketNumbersOf(code, placesOf(entry).length), issuedAt: now };

export const placesOf = ({ party }: Pick<ManifestEntry, 'party'>): readonly ManifestPlace[] => party?.places ?? [];

/** Without 0, 1, I and O, which look like each other. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const charactersPerGroup = 4;
/** Random bytes of a code: 40 bits are 8 characters. */
export const ticketCodeBytes = 5;

/** Returns a booking's part of its ticket numbers, such as 7K2M-QX4D: 5 bits per character. */
export function ticketCodeOf(random: Uint8Array): string {
  const bits = [...random].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const characters = bits.match(/.{5}/g)?.map((five) => alphabet.charAt(Number.parseInt(five, 2))) ?? [];
  return `${characters.slice(0, charactersPerGroup).join('')}-${characters.slice(charactersPerGroup).join('')}`;
}

/** Returns one number per place: 7K2M-QX4D-01, 7K2M-QX4D-02. People of one party have the same code. */
const ticketNumbersOf = (code: string, places: number): string[] =>
  Array.from({ length: places }, (_, index) => `${code}-${String(index + 1).padStart(2, '0')}`);
