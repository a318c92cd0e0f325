import type { CpuSeconds } from '../parts/cpu-seconds.ts';
import { quantile } from '../statistics.ts';
import { createHttpClient } from './http-client.ts';
import { openLoop } from './open-loop.ts';
import { buy, type Purchase, type Refusal } from './purchase.ts';
import type { Buyer } from './sessions.ts';
import type { Shop } from './shop.ts';

export interface PurchasesOptions {
  perSecond: number;
  seconds: number;
  /** One for each purchase. */
  tickets: readonly string[];
  newBuyer: () => Buyer;
  isPatient?: boolean;
}

/** Purchases of one rate, and what they took. */
export interface Purchases {
  perSecond: number;
  seconds: number;
  all: Purchase[];
  paid: Purchase[];
  /** From the sending of the payment until the order was complete, milliseconds. */
  toCompleteMs: number[];
  /** Orders that were complete before the load ended, a second of the load. */
  completedPerSecond: number;
  /** Until the last order was complete. */
  cpuSeconds: CpuSeconds;
}

/** Has people buy tickets at a fixed rate, each a ticket of their own. Waits until all that was paid is complete. */
export async function runPurchases(shop: Shop, options: PurchasesOptions): Promise<Purchases> {
  const { perSecond, seconds, tickets, newBuyer, isPatient = false } = options;
  const count = perSecond * seconds;
  if (tickets.length < count) throw new Error(`${count} purchases need as many tickets, not ${tickets.length}`);
  const buyers = Array.from({ length: count }, newBuyer);
  const client = createHttpClient(shop.url);
  const stopCpu = shop.countCpu();
  const all: Purchase[] = [];
  const beganAt = Date.now();
  await openLoop(perSecond, count, async (n, intendedAt) => {
    const [ticketId, buyer] = [tickets[n] as string, buyers[n] as Buyer];
    all.push(await buy({ client, ticketId, buyer, intendedAt, isPatient }));
  });
  client.close();
  const paid = all.filter(({ payment }) => payment !== null);
  const orders = paid.map(({ order, paidAt }) => ({ orderId: order?.id ?? '', paidAt: paidAt ?? 0 }));
  const completedAt = await shop.completedAt(orders);
  const until = beganAt + seconds * 1_000;
  return {
    perSecond,
    seconds,
    all,
    paid,
    toCompleteMs: paid.map(({ order, payingAt }) => (completedAt.get(order?.id ?? '') ?? Number.NaN) - (payingAt ?? 0)),
    completedPerSecond: [...completedAt.values()].filter((at) => at <= until).length / seconds,
    cpuSeconds: stopCpu(),
  };
}

/** Of those begun, the share that got no ticket at their first try. */
export const refusedShare = ({ all }: Purchases): number =>
  all.filter(({ refusals }) => refusals.length > 0).length / all.length;

/** A rate holds when at most this share of its purchases is refused. */
export const mostRefused = 0.05;
export const holds = (purchases: Purchases): boolean => refusedShare(purchases) <= mostRefused;

/** From the schedule to the answer of the payment, milliseconds. A purchase that was refused never ends. */
export const wholeTimes = ({ all }: Pick<Purchases, 'all'>): number[] =>
  all.map(({ wholeMs }) => wholeMs ?? Number.POSITIVE_INFINITY);

export const wholeP99 = (...runs: readonly Purchases[]): number => quantile(runs.flatMap(wholeTimes), 0.99);

/** CPU milliseconds for each purchase that was begun, all processes together or one. */
export function cpuMsOf({ all, cpuSeconds }: Purchases, process?: string): number {
  const used = process === undefined ? [...cpuSeconds.values()] : [cpuSeconds.get(process) ?? 0];
  return (used.reduce((sum, seconds) => sum + seconds, 0) * 1_000) / all.length;
}

const kindOf = ({ step, status, code }: Refusal): string => `${step} ${status}${code ? ` ${code}` : ''}`;

/** How often which request was refused how. */
export function refusalsByKind({ all }: Pick<Purchases, 'all'>): Map<string, number> {
  const kinds = all.flatMap(({ refusals }) => refusals).map(kindOf);
  return new Map([...Map.groupBy(kinds, (kind) => kind)].map(([kind, same]) => [kind, same.length]));
}

/** "Try again", with the time when. */
const isTryAgain = ({ status, saysWhen }: Refusal): boolean => (status === 429 || status === 503) && saysWhen;

/** Answers that nobody may get who does nothing wrong. */
export const wrongAnswers = (runs: readonly Pick<Purchases, 'all'>[]): Refusal[] =>
  runs.flatMap(({ all }) => all.flatMap(({ refusals }) => refusals)).filter((refusal) => !isTryAgain(refusal));
