import { pause } from '@ticketing/common/backoff';
import { type Fault, PromiseBroken, type Stage } from '../fault.ts';
import { seconds } from '../tools/outages.ts';
import { expectStatus, type OrderState, payAll, reserveOwn, statesOf } from '../tools/own-orders.ts';

const group = 'something is away across the end of reservations';
const each = 3;
const ttlSeconds = 20;
/** Before the end, by when the last payments begin. Milliseconds. */
const lastMomentMs = 4_000;
/** Far longer than the absence and what follows, on a slow machine too: whoever pays in time keeps the ticket, and the grace decides nothing. */
const graceSeconds = 300;
const withGrace = { PAYMENT_GRACE_SECONDS: String(graceSeconds) };
/** Relays rest 15 s at most, and orders trusts a broker that is back after 20 s. */
const settledWithinMs = 90_000;

interface Absence {
  name: string;
  title: string;
  /** Nothing that is paid meanwhile can be known to orders, so that no reservation may end before it is back. */
  hidesPayments: boolean;
  leave(stage: Stage): Promise<void>;
  comeBack(stage: Stage): Promise<void>;
}

const signalled = (name: string, signal: NodeJS.Signals) => async (stage: Stage) => stage.system.signal(name, signal);

const absences: Absence[] = [
  {
    name: 'expiry-kafka-away',
    title: 'the broker is stopped while reservations end that were paid in time, and others that were not',
    hidesPayments: true,
    leave: ({ system }) => system.stop('kafka'),
    comeBack: ({ system }) => system.restart('kafka'),
  },
  {
    name: 'expiry-kafka-frozen',
    title: 'the broker stands still (SIGSTOP) while reservations end that were paid in time, and others that were not',
    hidesPayments: true,
    leave: signalled('kafka', 'SIGSTOP'),
    comeBack: signalled('kafka', 'SIGCONT'),
  },
  {
    name: 'expiry-orders-away',
    title: 'orders is killed and away while reservations end that were paid in time, and others that were not',
    hidesPayments: true,
    leave: async ({ system }) => system.kill('orders'),
    comeBack: ({ system }) => system.restart('orders', withGrace),
  },
  {
    name: 'expiry-connect-away',
    title: 'Kafka Connect is away while reservations end: orders settles them all the same, and nobody can pay late',
    hidesPayments: false,
    leave: ({ system }) => system.stop('connect'),
    comeBack: ({ system }) => system.restart('connect'),
  },
];

const isSettled = ({ status }: OrderState) => status === 'complete' || status === 'cancelled';

/** @throws PromiseBroken */
async function expectNoneEnded({ addresses }: Stage, orderIds: readonly string[]): Promise<void> {
  const ended = (await statesOf(addresses, orderIds)).filter(({ status }) => status === 'cancelled');
  if (ended.length > 0)
    throw new PromiseBroken(
      `orders have ended of which nobody could know whether they are paid: ${JSON.stringify(ended)}`,
    );
}

/** @throws PromiseBroken for a refund of what was paid in time, or for the price of what was not */
async function expectNoRefunds({ addresses }: Stage, orderIds: readonly string[]): Promise<void> {
  const refunded = (await statesOf(addresses, orderIds)).filter(({ refundAmountMinor }) => refundAmountMinor !== null);
  if (refunded.length > 0) throw new PromiseBroken(`what was paid in time was given back: ${JSON.stringify(refunded)}`);
}

async function endAcross(stage: Stage, { hidesPayments, leave, comeBack }: Absence): Promise<void> {
  const { addresses, random, note } = stage;
  const { buyer, orderIds } = await reserveOwn(stage, 3 * each, ttlSeconds);
  const [early, late, unpaid] = [orderIds.slice(0, each), orderIds.slice(each, 2 * each), orderIds.slice(2 * each)];
  const [first] = await statesOf(addresses, orderIds);
  const endsInMs = () => (first?.expiresAt.getTime() ?? 0) - Date.now();
  const paid: string[] = [];
  let isBack = false;
  try {
    await leave(stage);
    paid.push(...(await payAll(buyer, early)));
    await pause(Math.max(0, endsInMs() - lastMomentMs));
    paid.push(...(await payAll(buyer, late)));
    if (paid.length === 0) throw new Error('nobody could pay in time: nothing was tested');
    const extraMs = random.between(3_000, 8_000);
    await pause(endsInMs() + extraMs);
    note(`${paid.length} paid in time, ${unpaid.length} not; away until ${seconds(extraMs)} after the end`);
    if (hidesPayments) await expectNoneEnded(stage, orderIds);
    else {
      await expectStatus(stage, paid, 'complete', { withinMs: settledWithinMs, when: 'while it is away' });
      await expectStatus(stage, unpaid, 'cancelled', { withinMs: settledWithinMs, when: 'while it is away' });
      const tooLate = await payAll(buyer, unpaid);
      if (tooLate.length > 0) throw new PromiseBroken(`an order was paid whose time was over: ${tooLate[0]}`);
    }
    isBack = true;
    await comeBack(stage);
  } finally {
    if (!isBack) await comeBack(stage);
  }
  const backAt = performance.now();
  await expectStatus(stage, paid, 'complete', { withinMs: settledWithinMs, when: 'though it was paid in time' });
  await expectStatus(stage, unpaid, 'cancelled', { withinMs: settledWithinMs, when: 'after its end' });
  note(`all settled ${seconds(performance.now() - backAt)} after it was back`);
  await expectNoRefunds(stage, paid);
  const states = await statesOf(addresses, orderIds);
  if (!states.every(isSettled)) throw new PromiseBroken(`not settled: ${JSON.stringify(states)}`);
}

export const expiry: Fault[] = absences.map((absence) => ({
  name: absence.name,
  title: absence.title,
  group,
  async inject(stage) {
    await stage.system.restart('orders', withGrace);
    try {
      await endAcross(stage, absence);
    } finally {
      await stage.system.restart('orders');
    }
  },
}));
