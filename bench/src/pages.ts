import { type Device, judgePage } from '@ticketing/e2e/lighthouse';
import { givenHold } from '@ticketing/e2e/people';
import type { Person } from '@ticketing/e2e/person';
import { scriptSizeOf } from '@ticketing/e2e/script-size';
import type { System } from '@ticketing/e2e/system';
import { type Bench, type BenchContext, byItself, type Finding } from './bench.ts';
import { listTickets } from './load/listings.ts';
import { openLoop } from './load/open-loop.ts';
import { withOwnStack } from './parts/own-stack.ts';
import { median, ms, quantile } from './statistics.ts';

const listingCount = 10_000;
/** What the 95th percentile of the browse page may take, milliseconds. */
const mostMs = 100;
/** What browse may send of compressed JavaScript. */
const mostScriptBytes = 150_000;
/** Far below what two cores can render, as a page's time is asked for and not how many fit. */
const pagesPerSecond = 5;
const warmUpSeconds = 5;
/** Lighthouse's own bar for "good" is 90. */
const bar = 95;

const kilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;

/** Times from the schedule to the last byte, milliseconds. @throws when an answer is not 200 */
async function timesOf(url: string, seconds: number): Promise<number[]> {
  const read = async () => {
    const answer = await fetch(url);
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
  };
  const sent = await openLoop(pagesPerSecond, pagesPerSecond * (warmUpSeconds + seconds), read);
  return sent.slice(pagesPerSecond * warmUpSeconds).map(({ intendedAt, doneAt }) => doneAt - intendedAt);
}

/** The page, beside its list alone: what rendering adds to the answer of tickets. */
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
    what: `browse with ${listingCount.toLocaleString('en-US')} listings, p95 at ${pagesPerSecond}/s; beside its list alone`,
    number: ms(ours),
    peer: ms(peer),
    ratio: ours / peer,
    goal: `≤ ${mostMs} ms`,
    isMet: ours <= mostMs,
  };
}

async function scriptSize({ storeUrl }: System): Promise<Finding> {
  const bytes = await scriptSizeOf(storeUrl);
  return byItself({
    what: 'JavaScript that browse sends, gzip',
    number: kilobytes(bytes),
    goal: `≤ ${kilobytes(mostScriptBytes)}`,
    isMet: bytes <= mostScriptBytes,
  });
}

/** Lighthouse's performance score of a page; the middle of several. */
async function lighthouseScore(
  { what, url, person }: { what: string; url: string; person?: Person },
  device: Device,
  { isQuick, progress }: BenchContext,
): Promise<Finding> {
  const scores: number[] = [];
  for (let run = 0; run < (isQuick ? 1 : 5); run += 1) scores.push((await judgePage(url, person, device)).performance);
  progress(`Lighthouse, ${what}, ${device}: ${scores.join(', ')}`);
  const score = median(scores);
  return byItself({
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

/** What a visitor waits for. */
export const pages: Bench = {
  name: 'pages',
  title: 'Pages · What a visitor waits for',
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
        invariants: 'every answer was a page with status 200',
        limits:
          'The page is rendered for each request, because it carries a nonce and the visitor’s session; rendering is most of ' +
          'its time, the query behind it a few milliseconds. Of the JavaScript, React and Next are four fifths. For a phone ' +
          'Lighthouse multiplies by four how long the page’s main thread was at work: 0.3 s of processor time here, but ' +
          '0.8 s by the clock, because browser, marketplace and Lighthouse share two cores.',
      };
    }),
};
