import type { Journal } from '@ticketing/e2e/checker';
import { type Finding, withoutPeer } from '../bench.ts';
import { type Purchases, runPurchases, wrongAnswers } from './purchases.ts';
import { middleAndTail, rateText, refusalsText } from './raise-rates.ts';
import type { Buyer } from './sessions.ts';
import type { Shop } from './shop.ts';

export interface OverloadOptions {
  perSecond: number;
  seconds: number;
  newBuyer: () => Buyer;
  /** Records the responses. */
  journal: Journal;
  progress: (text: string) => void;
}

/** Minimum share of the best goodput at three times the load. */
const minShare = 0.8;

/** Overload with purchases. Holders of a ticket retry their payment until it is accepted. */
export async function runOverload(shop: Shop, options: OverloadOptions): Promise<Purchases> {
  const { perSecond, seconds, newBuyer, journal, progress } = options;
  const tickets = await shop.makeTickets(perSecond * seconds);
  progress(`${shop.name}, overload of ${perSecond}/s`);
  const overload = await runPurchases(shop, { perSecond, seconds, tickets, newBuyer, isPatient: true });
  for (const { order, payment, buyerId, ticketId } of overload.all) {
    if (order)
      journal.record({
        type: 'orderCreated',
        userId: buyerId,
        orderId: order.id,
        ticketId,
        expiresAt: order.expiresAt,
      });
    if (order && payment)
      journal.record({ type: 'paymentAnswered', orderId: order.id, paymentId: payment.id, status: payment.status });
  }
  const whole = overload.paid.flatMap(({ wholeMs }) => wholeMs ?? []);
  progress(
    `${overload.paid.length} of ${overload.all.length} paid, ${middleAndTail(whole)}; refused: ${refusalsText(overload)}`,
  );
  return overload;
}

/** @param mostPerSecond the best goodput of the previous rates */
export function overloadFindings(overload: Purchases, mostPerSecond: number): Finding[] {
  const { perSecond, all, paid, completedPerSecond } = overload;
  const wrong = wrongAnswers([overload]);
  const reserved = all.filter(({ order }) => order !== null);
  return [
    {
      what: `goodput at ${perSecond}/s, three times the highest rate that held; peer: the best goodput of any rate`,
      goal: `≥ ${minShare}× of the best`,
      number: rateText(completedPerSecond),
      peer: rateText(mostPerSecond),
      ratio: mostPerSecond > 0 ? completedPerSecond / mostPerSecond : null,
      isMet: completedPerSecond >= minShare * mostPerSecond,
    },
    withoutPeer({
      what: 'responses under overload other than success, or 429 or 503 with Retry-After',
      goal: 'none',
      number: String(wrong.length),
      isMet: wrong.length === 0,
    }),
    withoutPeer({
      what: 'share of reservations under overload that were paid in time and got the ticket',
      goal: 'all',
      number: `${paid.length} of ${reserved.length}`,
      isMet: paid.length === reserved.length,
    }),
  ];
}
