import type { Random } from '@ticketing/common/random';
import type { ExpectedDeadLetter } from '../checker/index.ts';
import type { Person } from '../person.ts';
import type { System } from '../system.ts';
import type { Traffic } from '../workload.ts';

/** What a machine may lack; the faults that need it are then reported as left out, with the remedy. */
export type Need = 'toxiproxy' | 'faketime';

/** What a fault can do to the system, and how it tells what it did. */
export interface Stage {
  system: System;
  addresses: System['addresses'];
  /** The folder in which the system was started. */
  home: string;
  /** The same decisions for the same seed. */
  random: Random;
  seed: string;
  traffic: Traffic;
  people: { sellers: Person[]; buyers: Person[] };
  /** Outages last minutes instead of seconds. */
  isLong: boolean;
  /** For the report: what was done when. */
  note(text: string): void;
  /** A message that has to be given up, because this fault has sent it. */
  expectDeadLetter(letter: ExpectedDeadLetter): void;
  /** Ends the traffic and waits until nothing is left to do. @throws when that takes too long */
  becomeQuiet(): Promise<void>;
  libfaketime: string | undefined;
}

export interface Fault {
  /** kebab-case; what --only takes. */
  name: string;
  /** What happens, for the report. */
  title: string;
  /** The line of the list of faults that it belongs to. */
  group: string;
  needs?: Need;
  /**
   * Does the harm and heals it while people trade. When it resolves, nothing is broken any more; what must not be so
   * it throws.
   */
  inject(stage: Stage): Promise<void>;
}

/** A promise of the system that a fault has seen broken, besides the invariants. */
export class PromiseBroken extends Error {
  override readonly name = 'PromiseBroken';
}
