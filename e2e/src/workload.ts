import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer, OrderBody, Person, TicketBody } from './person.ts';

export interface WorkloadOptions {
  sellers: Person[];
  buyers: Person[];
  purchases: number;
  /** Purchases at once. */
  concurrency: number;
  /** Called when so many purchases have begun. */
  onBegun?: (count: number) => void;
}

/** How a purchase ended for its buyer; what the system made of it, the checker sees. */
export interface PurchaseResult {
  orderId: string;
  paymentStatus: number;
}

const retryForMs = 60_000;
const pauseMs = 200;

/**
 * Sends a mutation until it is answered, as a careful client does: the same Idempotency-Key again after a lost connection
 * or a 5xx, so that nothing is done twice. A first request that died with its process answers 409 for a while; what became
 * of it shows on the order.
 */
async function insist<Body>(person: Person, method: string, path: string, body: unknown): Promise<Answer<Body>> {
  const headers = { 'idempotency-key': randomUUID() };
  for (const until = performance.now() + retryForMs; ; await delay(pauseMs)) {
    const answer = await person.request<Body>(method, path, body, headers).catch(() => null);
    if (answer && answer.status < 500) return answer;
    if (performance.now() > until) throw new Error(`${method} ${path} was not answered within ${retryForMs} ms`);
  }
}

async function purchase(seller: Person, buyer: Person): Promise<PurchaseResult | null> {
  const ticket = await insist<TicketBody>(seller, 'POST', '/api/tickets', { title: 'One of many', price: 10 });
  const order = await insist<OrderBody>(buyer, 'POST', '/api/orders', { ticketId: ticket.body.id });
  // While a relay is away, the ticket may not have arrived in time; that is an answer, too.
  if (order.status !== 201) return null;
  const payment = await insist(buyer, 'POST', '/api/payments', { orderId: order.body.id, token: 'tok_visa' });
  return { orderId: order.body.id, paymentStatus: payment.status };
}

/** Many people listing, reserving and paying at once, whatever happens to the system meanwhile. */
export async function runWorkload({
  sellers,
  buyers,
  purchases,
  concurrency,
  onBegun,
}: WorkloadOptions): Promise<PurchaseResult[]> {
  const results: PurchaseResult[] = [];
  let begun = 0;
  const worker = async () => {
    while (begun < purchases) {
      const index = begun++;
      onBegun?.(begun);
      const seller = sellers[index % sellers.length];
      const buyer = buyers[index % buyers.length];
      const result = seller && buyer ? await purchase(seller, buyer) : null;
      if (result) results.push(result);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return results;
}
