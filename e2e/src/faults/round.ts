import { createRandom } from '@ticketing/common/random';
import {
  createJournal,
  type ExpectedDeadLetter,
  type Journal,
  journaled,
  type Observation,
  type Violation,
} from '../checker/index.ts';
import { insist } from '../insist.ts';
import { type Person, signUp, type TicketBody } from '../person.ts';
import type { System } from '../system.ts';

/** What the faults of one round share: the system, its people, and what is known of it so far. */
export interface Round {
  seed: string;
  system: System;
  home: string;
  isLong: boolean;
  libfaketime: string | undefined;
  /** PAYMENT_GRACE_SECONDS of the system. */
  graceSeconds: number;
  /** How long the system may take until nothing is left to do. */
  quietWithinMs: number;
  /** How long it may take until no reservation is open; 0 when nobody waits for that. */
  settledWithinMs: number;
  people: { sellers: Person[]; buyers: Person[] };
  journal: Journal;
  accompany: (person: Person) => Person;
  shelf: TicketBody[];
  deadLetters: ExpectedDeadLetter[];
  /** Orders may have been settled so much later, because something was away. */
  longestOutageMs: number;
  /** Violations that were reported before: what is broken stays broken, and is told once. */
  known: Set<string>;
  counts: Counts;
}

export interface Counts {
  orders: number;
  events: number;
  duplicates: number;
}

const sellers = 3;
const buyers = 8;
const ticketsOnShelf = 30;

export const nameOfViolation = ({ invariant, message, subject }: Violation): string =>
  JSON.stringify([invariant, message, subject]);

/** How much has happened until now; a message that is there again is a duplicate. */
export function countIn({ orders, events }: Observation): Counts {
  const distinct = new Set(events.map(({ topic, eventId }) => `${topic} ${eventId}`));
  return { orders: orders.length, events: distinct.size, duplicates: events.length - distinct.size };
}

export type RoundOptions = Pick<
  Round,
  'seed' | 'system' | 'home' | 'isLong' | 'libfaketime' | 'graceSeconds' | 'quietWithinMs' | 'settledWithinMs'
>;

/** Opens the market: people sign up, and the shelf is filled, so that there is something to buy while nothing gets through. */
export async function openRound(options: RoundOptions): Promise<Round> {
  const { system } = options;
  const journal = createJournal();
  const accompany = (person: Person) => journaled(person, journal);
  const everybody = await Promise.all(
    Array.from({ length: sellers + buyers }, async () => accompany(await signUp(system.storeUrl))),
  );
  const people = { sellers: everybody.slice(0, sellers), buyers: everybody.slice(sellers) };
  const random = createRandom(`${options.seed}:shelf`);
  const shelf: TicketBody[] = [];
  for (let listed = 0; listed < ticketsOnShelf; listed += 1) {
    const body = { title: `Row ${listed + 1}`, price: random.between(500, 20_000) / 100 };
    const answer = await insist<TicketBody>(random.pick(people.sellers), 'POST', '/api/tickets', body, {
      forMs: 30_000,
    });
    if (answer?.status !== 201) throw new Error(`a listing was answered with ${answer?.status ?? 'nothing'}`);
    shelf.push(answer.body);
  }
  return {
    ...options,
    people,
    journal,
    accompany,
    shelf,
    deadLetters: [],
    longestOutageMs: 0,
    known: new Set(),
    counts: { orders: 0, events: 0, duplicates: 0 },
  };
}
