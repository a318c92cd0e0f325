import type { Random } from '@ticketing/common/random';
import type { ExpectedDeadLetter } from '../checker/index.ts';
import type { Person } from '../person.ts';
import type { System } from '../system.ts';
import type { Traffic } from '../workload.ts';

/** Optional tools. Without one, the faults that need it are skipped and reported with the remedy. */
export type Need = 'toxiproxy' | 'faketime';

/** What a fault can use to break the system and to report what it did. */
export interface Stage {
  system: System;
  readonly addresses: System['addresses'];
  /** The system's home. */
  home: string;
  /** Deterministic for a seed. */
  random: Random;
  seed: string;
  traffic: Traffic;
  people: { sellers: Person[]; buyers: Person[] };
  /** Where parties are booked. */
  performanceId: string;
  /** Whether outages last minutes instead of seconds. */
  isLong: boolean;
  /** Adds a line with the current time to the report. */
  note(text: string): void;
  /** Starts traffic again after `traffic.stop()`. */
  resumeTraffic(): void;
  /** Tells the check that answers since then are lost, because a backup of that time replaced the system. */
  forgetSince(at: Date): void;
  /** Announces a dead letter that this fault causes. */
  expectDeadLetter(letter: ExpectedDeadLetter): void;
  /** Stops the traffic and waits until no work is left. @throws on timeout */
  becomeQuiet(): Promise<void>;
  libfaketime: string | undefined;
}

export interface Fault {
  /** kebab-case; the argument of --only. */
  name: string;
  /** Description for the report. */
  title: string;
  /** Its group in the list of faults. */
  group: string;
  needs?: Need;
  /**
   * Breaks the system under traffic and repairs it. Rejects when a promise of the system is broken; when it resolves, the
   * system is intact again.
   */
  inject(stage: Stage): Promise<void>;
}

/** A fault found a broken promise other than the invariants. */
export class PromiseBroken extends Error {
  override readonly name = 'PromiseBroken';
}
