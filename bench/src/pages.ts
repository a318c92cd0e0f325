import { type Device, judgePage } from '@ticketing/e2e/lighthouse';
import { givenHold } from '@ticketing/e2e/people';
import type { Person } from '@ticketing/e2e/person';
import { maxScriptBytes, scriptSizeOf } from '@ticketing/e2e/script-size';
import type { System } from '@ticketing/e2e/system';
import { type Bench, type BenchContext, type Finding, withoutPeer } from './bench.ts';
import { listTickets } from './load/listings.ts';
import { openLoop } from './load/open-loop.ts';
import { withOwnStack } from './parts/own-stack.ts';
import { median, ms, quantile } from './statistics.ts';

const listingCount = 10_000;
/** Limit of the browse page's 95th percentile, milliseconds. */
const limitMs = 100;
/** Far below the capacity of two cores, because the page's time is measured, not the throughput. */
const pagesPerSecond = 5;
const warmUpSeconds = 5;
/** Lighthouse's threshold for "good" is 90. */
const bar = 95;

const kilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;

/** Times from the scheduled time to the last byte, milliseconds. @throws Error when a status is not 200 */
async function timesOf(url: string, seconds: number): Promise<number[]> {
  const read = async () => {
    const answer = await fetch(url);
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
  };
  const sent = await openLoop(pagesPerSecond, pagesPerSecond * (warmUpSeconds + seconds), read);
  return sent.slice(pagesPerSecond * warmUpSeconds).map(({ intendedAt, doneAt }) => doneAt - intendedAt);
}

/** Compares the page with its API list, to measure what rendering adds. */
async function browseTimes({ storeUrl }: System, { isQuick, progress }: BenchContext): Promise<Finding> {
  const seconds = isQuick ? 5 : 20;
  const [page, alone]: [number[], number[]] = [[], []];
  for (const round of [1, 2]) {
    progress(`round ${round}, ${pagesPerSecond}/s: the browse page, then its list alone`);
    page.push(...(await timesOf(storeUrl, seconds)));
    alone.push(...(await timesOf(`${storeUrl}/api/tickets`, seconds)));
  }
  const [ours, peer] = [quantile(page, 0.95), quantile(alone, 0.95)];
  progress(`p95 ${ms(ours)}, p50 ${ms(median(page))}; the list alone ${ms(peer)}`);
  return {
    what: `browse with ${listingCount.toLocaleString('en-US')} listings, p95 at ${pagesPerSecond}/s; peer: its list alone`,
    number: ms(ours),
    peer: ms(peer),
    ratio: ours / peer,
    goal: `≤ ${limitMs} ms`,
    isMet: ours <= limitMs,
  };
}

async function scriptSize({ storeUrl }: System): Promise<Finding> {
  const bytes = await scriptSizeOf(storeUrl);
  return withoutPeer({
    what: 'JavaScript that browse sends, gzip',
    number: kilobytes(bytes),
    goal: `≤ ${kilobytes(maxScriptBytes)}`,
    isMet: bytes <= maxScriptBytes,
  });
}

/** Lighthouse's performance score of a page; the median of several. */
async function lighthouseScore(
  { what, url, person }: { what: string; url: string; person?: Person },
  device: Device,
  { isQuick, progress }: BenchContext,
): Promise<Finding> {
  const scores: number[] = [];
  for (let run = 0; run < (isQuick ? 1 : 5); run += 1) scores.push((await judgePage(url, person, device)).performance);
  progress(`Lighthouse, ${what}, ${device}: ${scores.join(', ')}`);
  const score = median(scores);
  return withoutPeer({
    what: `Lighthouse performance of ${what} on a ${device}, median of ${scores.length}`,
    number: String(score),
    goal: `≥ ${bar}`,
    isMet: score >= bar,
  });
}

async function lighthouseScores(system: System, context: BenchContext): Promise<Finding[]> {
  const held = await givenHold(system);
  const judged = [
    { what: 'browse', url: system.storeUrl },
    { what: 'a ticket', url: `${system.storeUrl}/tickets/${held.ticket.id}` },
    { what: 'the checkout', url: `${system.storeUrl}/orders/${held.order.id}`, person: held.buyer },
  ];
  const findings: Finding[] = [];
  for (const device of ['desktop', 'phone'] as const)
    for (const page of judged) findings.push(await lighthouseScore(page, device, context));
  return findings;
}

/** Measures page load. */
export const pages: Bench = {
  name: 'pages',
  title: 'Pages · A visitor’s waiting times',
  run: (context) =>
    withOwnStack({}, async ({ system }) => {
      context.progress(`listing ${listingCount.toLocaleString('en-US')} tickets`);
      await listTickets(system, listingCount, context.progress);
      return {
        findings: [
          await browseTimes(system, context),
          await scriptSize(system),
          ...(await lighthouseScores(system, context)),
        ],
        invariants: 'every response had status 200',
        limits:
          'The page is rendered for each request, because it contains a nonce and the visitor’s session; rendering is most of ' +
          'its time, the query a few milliseconds. React and Next are four fifths of the JavaScript. For a phone, Lighthouse ' +
          'multiplies the main thread’s busy time by four: 0.3 s of CPU time here, but 0.8 s of wall-clock time, because ' +
          'browser, marketplace and Lighthouse share two cores.',
      };
    }),
};
