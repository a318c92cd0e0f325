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
  /** One per purchase. */
  tickets: readonly string[];
  newBuyer: () => Buyer;
  isPatient?: boolean;
}

/** The purchases of one rate, with times and CPU use. */
export interface Purchases {
  perSecond: number;
  seconds: number;
  all: Purchase[];
  paid: Purchase[];
  /** From the payment's request to the complete order, milliseconds. */
  toCompleteMs: number[];
  /** Orders completed during the load, per second. */
  completedPerSecond: number;
  /** Until the last order was complete. */
  cpuSeconds: CpuSeconds;
}

/** Buys tickets at a fixed rate, each purchase its own ticket. Waits until all paid orders are complete. */
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

/** The share of purchases whose first attempt was refused. */
export const refusedShare = ({ all }: Purchases): number =>
  all.filter(({ refusals }) => refusals.length > 0).length / all.length;

/** A rate is sustained when at most this share of its purchases is refused. */
export const maxRefusedShare = 0.05;
export const holds = (purchases: Purchases): boolean => refusedShare(purchases) <= maxRefusedShare;

/** From the scheduled time to the payment's response, milliseconds. Infinite for a refused purchase. */
export const wholeTimes = ({ all }: Pick<Purchases, 'all'>): number[] =>
  all.map(({ wholeMs }) => wholeMs ?? Number.POSITIVE_INFINITY);

export const wholeP99 = (...runs: readonly Purchases[]): number => quantile(runs.flatMap(wholeTimes), 0.99);

/** CPU milliseconds per started purchase, of all processes or one. */
export function cpuMsOf({ all, cpuSeconds }: Purchases, process?: string): number {
  const used = process === undefined ? [...cpuSeconds.values()] : [cpuSeconds.get(process) ?? 0];
  return (used.reduce((sum, seconds) => sum + seconds, 0) * 1_000) / all.length;
}

const kindOf = ({ step, status, code }: Refusal): string => `${step} ${status}${code ? ` ${code}` : ''}`;

/** Refusals, counted by request and kind. */
export function refusalsByKind({ all }: Pick<Purchases, 'all'>): Map<string, number> {
  const kinds = all.flatMap(({ refusals }) => refusals).map(kindOf);
  return new Map([...Map.groupBy(kinds, (kind) => kind)].map(([kind, same]) => [kind, same.length]));
}

/** Whether the response says when to retry. */
const isRetryable = ({ status, saysWhen }: Refusal): boolean => (status === 429 || status === 503) && saysWhen;

/** Responses that a correct request must never get. */
export const wrongAnswers = (runs: readonly Pick<Purchases, 'all'>[]): Refusal[] =>
  runs.flatMap(({ all }) => all.flatMap(({ refusals }) => refusals)).filter((refusal) => !isRetryable(refusal));
