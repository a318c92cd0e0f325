import { createRandom } from '@ticketing/common/random';
import {
  createJournal,
  type ExpectedDeadLetter,
  type Journal,
  journaled,
  type Observation,
  type Violation,
} from '../checker/index.ts';
import type { PerformanceOnSale } from '../journeys.ts';
import { openSale } from '../performance.ts';
import { type Person, signUp, type TicketBody } from '../person.ts';
import { retryRequest } from '../retry-request.ts';
import type { System } from '../system.ts';

/** What the faults of one round share: the system, its users, and the results so far. */
export interface Round {
  seed: string;
  system: System;
  home: string;
  isLong: boolean;
  libfaketime: string | undefined;
  /** PAYMENT_GRACE_SECONDS of the system. */
  graceSeconds: number;
  /** Time limit until no work is left. */
  quietWithinMs: number;
  /** Time limit until no reservation is open; 0 to skip that wait. */
  settledWithinMs: number;
  people: { sellers: Person[]; buyers: Person[] };
  journal: Journal;
  recordRequests: (person: Person) => Person;
  inventory: TicketBody[];
  performance: PerformanceOnSale;
  deadLetters: ExpectedDeadLetter[];
  /** Outcomes of orders may be that much later, because of an outage. */
  longestOutageMs: number;
  /** Violations that are already reported: they persist, but are reported once. */
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
const ticketsForSale = 30;

export const nameOfViolation = ({ invariant, message, subject }: Violation): string =>
  JSON.stringify([invariant, message, subject]);

/** Counts orders, distinct events and duplicates. */
export function countIn({ orders, events }: Observation): Counts {
  const distinct = new Set(events.map(({ topic, eventId }) => `${topic} ${eventId}`));
  return { orders: orders.length, events: distinct.size, duplicates: events.length - distinct.size };
}

/** Large enough for the parties of a round that pay. */
const hall = { rows: Array.from({ length: 50 }, (_, row) => `R${row + 1}`), seats: 40, standing: 50 };

/** Puts a performance on sale, and waits until orders knows it. */
async function openHall([organiser]: readonly Person[]): Promise<PerformanceOnSale> {
  if (!organiser) throw new Error('nobody organises');
  return { id: await openSale(organiser, hall, 30_000), organiser, ...hall };
}

export type RoundOptions = Pick<
  Round,
  'seed' | 'system' | 'home' | 'isLong' | 'libfaketime' | 'graceSeconds' | 'quietWithinMs' | 'settledWithinMs'
>;

/** Prepares a round: signs up users and lists tickets, so that there is something to buy during an outage. */
export async function openRound(options: RoundOptions): Promise<Round> {
  const { system } = options;
  const journal = createJournal();
  const recordRequests = (person: Person) => journaled(person, journal);
  const everybody = await Promise.all(
    Array.from({ length: sellers + buyers }, async () => recordRequests(await signUp(system.storeUrl))),
  );
  const people = { sellers: everybody.slice(0, sellers), buyers: everybody.slice(sellers) };
  const random = createRandom(`${options.seed}:shelf`);
  const inventory: TicketBody[] = [];
  for (let listed = 0; listed < ticketsForSale; listed += 1) {
    const body = { title: `Row ${listed + 1}`, price: random.between(500, 20_000) / 100 };
    const answer = await retryRequest<TicketBody>(random.pick(people.sellers), 'POST', '/api/tickets', body, {
      forMs: 30_000,
    });
    if (answer?.status !== 201) throw new Error(`a listing got ${answer?.status ?? 'no response'}`);
    inventory.push(answer.body);
  }
  return {
    ...options,
    people,
    journal,
    recordRequests,
    inventory,
    performance: await openHall(people.sellers),
    deadLetters: [],
    longestOutageMs: 0,
    known: new Set(),
    counts: { orders: 0, events: 0, duplicates: 0 },
  };
}
