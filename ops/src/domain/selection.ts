import type { Group, Topic } from '@ticketing/contracts';
import type { LetterState } from './letter.ts';

/** A filter of letters. All given fields must match. */
export interface LetterFilter {
  group?: Group | undefined;
  topic?: Topic | undefined;
  errorCode?: string | undefined;
  /** Null matches letters whose value names no schema. */
  schemaId?: number | null | undefined;
  states?: LetterState[] | undefined;
  /** Text in key, headers, error, event id or decoded value; case-insensitive. */
  search?: string | undefined;
  /** The first failure is not before this. */
  failedFrom?: Date | undefined;
  /** The first failure is before this. */
  failedUntil?: Date | undefined;
}

/** Letters by id or by filter. */
export type Selection = { ids: string[] } | { filter: LetterFilter };
