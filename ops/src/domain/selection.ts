import type { Group, Topic } from '@ticketing/contracts';
import type { LetterState } from './letter.ts';

/** Which letters an operator means. What is given must all be true of a letter. */
export interface LetterFilter {
  group?: Group | undefined;
  topic?: Topic | undefined;
  errorCode?: string | undefined;
  /** Null: letters whose value names no schema. */
  schemaId?: number | null | undefined;
  states?: LetterState[] | undefined;
  /** Found in key, headers, error, event id or decoded value; without case. */
  search?: string | undefined;
  /** The first failure is not before this. */
  failedFrom?: Date | undefined;
  /** The first failure is before this. */
  failedUntil?: Date | undefined;
}

/** Letters by name, or by what they have in common. */
export type Selection = { ids: string[] } | { filter: LetterFilter };
