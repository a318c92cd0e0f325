import { waitFor } from '@ticketing/common/backoff';
import { countArrived, listMany } from '@ticketing/e2e/listings';
import { signUp } from '@ticketing/e2e/person';
import type { System } from '@ticketing/e2e/system';

const reportEveryMs = 30_000;
const batchTimeoutMs = 60_000;

const listingOf = (n: number) => ({ title: `Concert ${n}, row ${n % 40}`, price: 10 + (n % 90), category: 'concert' });

/**
 * Lists tickets over HTTP, a few at a time, and waits until orders has received them all.
 * @returns their ids
 */
export async function listTickets(
  { storeUrl, addresses }: System,
  count: number,
  progress: (text: string) => void,
): Promise<string[]> {
  let reportedAt = performance.now();
  const onListed = (listed: number) => {
    if (performance.now() - reportedAt < reportEveryMs) return;
    reportedAt = performance.now();
    progress(`${listed.toLocaleString('en-US')} listings`);
  };
  const ids = await listMany(await signUp(storeUrl), count, { listingOf, forMs: batchTimeoutMs, onListed });
  const haveArrived = async () => ((await countArrived(addresses, ids)) === count ? true : null);
  if (!(await waitFor(haveArrived, { timeoutMs: 2 * batchTimeoutMs, intervalMs: 100 })))
    throw new Error('orders has not received every listing');
  return ids;
}
