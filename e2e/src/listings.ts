import type { Addresses } from './checker/index.ts';
import { withPostgres } from './checker/observe/postgres.ts';
import type { Person, TicketBody } from './person.ts';
import { retryRequest } from './retry-request.ts';

const listedAtOnce = 8;

export interface ListingOptions {
  /** The body of the n-th listing, from 1. */
  listingOf?: (n: number) => object;
  /** How long a listing is retried. */
  forMs?: number;
  /** Called after each listing with the number of listings so far. */
  onListed?: (listed: number) => void;
}

const standPlace = (n: number) => ({ title: `Stand, place ${n}`, price: 15 });

/** Lists many tickets, a few at a time. @returns their ids */
export async function listMany(
  seller: Person,
  count: number,
  { listingOf = standPlace, forMs = 30_000, onListed }: ListingOptions = {},
): Promise<string[]> {
  const ids: string[] = [];
  let begun = 0;
  const listOneByOne = async () => {
    while (begun < count) {
      begun += 1;
      const answer = await retryRequest<TicketBody>(seller, 'POST', '/api/tickets', listingOf(begun), { forMs });
      if (answer?.status !== 201) throw new Error(`a listing got ${answer?.status ?? 'no response'}`);
      ids.push(answer.body.id);
      onListed?.(ids.length);
    }
  };
  await Promise.all(Array.from({ length: listedAtOnce }, listOneByOne));
  return ids;
}

/** The number of these tickets that have arrived in orders. */
export const countArrived = ({ databases }: Addresses, ticketIds: string[]): Promise<number> =>
  withPostgres(databases.orders, async (client) => {
    const { rows } = await client.query<{ arrived: number }>(
      'SELECT count(*)::int AS arrived FROM tickets WHERE id = ANY($1)',
      [ticketIds],
    );
    return rows[0]?.arrived ?? 0;
  });
