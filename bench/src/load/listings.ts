import { waitFor } from '@ticketing/common/backoff';
import { countArrived, listMany } from '@ticketing/e2e/listings';
import { signUp } from '@ticketing/e2e/person';
import type { System } from '@ticketing/e2e/system';

const tellEveryMs = 30_000;
const patienceMs = 60_000;

const listingOf = (n: number) => ({ title: `Concert ${n}, row ${n % 40}`, price: 10 + (n % 90), category: 'concert' });

/**
 * Lists tickets as sellers do, a few at a time, and waits until orders has heard of them all.
 * @returns their ids
 */
export async function listTickets(
  { storeUrl, addresses }: System,
  count: number,
  progress: (text: string) => void,
): Promise<string[]> {
  let toldAt = performance.now();
  const onListed = (listed: number) => {
    if (performance.now() - toldAt < tellEveryMs) return;
    toldAt = performance.now();
    progress(`${listed.toLocaleString('en-US')} listings`);
  };
  const ids = await listMany(await signUp(storeUrl), count, { listingOf, forMs: patienceMs, onListed });
  const haveArrived = async () => ((await countArrived(addresses, ids)) === count ? true : null);
  if (!(await waitFor(haveArrived, { timeoutMs: 2 * patienceMs, intervalMs: 100 })))
    throw new Error('orders has not heard of every listing');
  return ids;
}
