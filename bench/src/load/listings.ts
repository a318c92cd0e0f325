import { waitFor } from '@ticketing/common/backoff';
import { insist } from '@ticketing/e2e/insist';
import { signUp, type TicketBody } from '@ticketing/e2e/person';
import type { System } from '@ticketing/e2e/system';
import pg from 'pg';

const atOnce = 8;
const tellEveryMs = 30_000;
const patienceMs = 60_000;

/**
 * Lists tickets as sellers do, a few at a time, and waits until orders has heard of them all.
 * @returns their ids
 */
export async function listTickets(
  { storeUrl, addresses }: System,
  count: number,
  progress: (text: string) => void,
): Promise<string[]> {
  const seller = await signUp(storeUrl);
  const ids: string[] = [];
  let next = 0;
  const write = async () => {
    while (next < count) {
      next += 1;
      const listing = { title: `Concert ${next}, row ${next % 40}`, price: 10 + (next % 90), category: 'concert' };
      const answer = await insist<TicketBody>(seller, 'POST', '/api/tickets', listing, { forMs: patienceMs });
      if (answer?.status !== 201) throw new Error(`a listing was answered ${answer?.status ?? 'by nobody'}`);
      ids.push(answer.body.id);
    }
  };
  const telling = setInterval(() => progress(`${ids.length.toLocaleString('en-US')} listings`), tellEveryMs);
  await Promise.all(Array.from({ length: atOnce }, write)).finally(() => clearInterval(telling));
  await whenKnown(addresses.databases.orders, ids);
  return ids;
}

async function whenKnown(ordersUrl: string, ids: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: ordersUrl });
  await client.connect();
  const areKnown = async () => {
    const sql = 'SELECT count(*)::int AS known FROM tickets WHERE id = ANY($1)';
    const { rows } = await client.query<{ known: number }>(sql, [ids]);
    return rows[0]?.known === ids.length ? true : null;
  };
  try {
    if (await waitFor(areKnown, { timeoutMs: 2 * patienceMs, intervalMs: 100 })) return;
    throw new Error('orders has not heard of every listing');
  } finally {
    await client.end();
  }
}
