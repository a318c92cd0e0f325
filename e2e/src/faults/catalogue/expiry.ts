import { pause } from '@ticketing/common/backoff';
import { type Fault, PromiseBroken, type Stage } from '../fault.ts';
import { seconds } from '../tools/outages.ts';
import { expectStatus, type OrderState, payAll, readOrderStates, reserveOwn } from '../tools/own-orders.ts';

const group = 'a dependency is unavailable while reservations expire';
const each = 3;
const ttlSeconds = 20;
/** The last payments begin this long before the expiry. Milliseconds. */
const lastMomentMs = 4_000;
/** Far longer than the outage and the recovery, even on a slow machine: a buyer who pays in time keeps the ticket, and the grace never ends. */
const graceSeconds = 300;
const longGraceEnv = { PAYMENT_GRACE_SECONDS: String(graceSeconds) };
/** Relays back off for at most 15 s, and orders trusts a recovered broker after 20 s. */
const settledWithinMs = 90_000;

interface Outage {
  name: string;
  title: string;
  /** Whether orders receives no payments meanwhile; then no reservation may end before the recovery. */
  hidesPayments: boolean;
  fail(stage: Stage): Promise<void>;
  recover(stage: Stage): Promise<void>;
}

const signalled = (name: string, signal: NodeJS.Signals) => async (stage: Stage) => stage.system.signal(name, signal);

const expiryOutages: Outage[] = [
  {
    name: 'expiry-kafka-outage',
    title: 'the broker is stopped while reservations expire, some of which were paid in time',
    hidesPayments: true,
    fail: ({ system }) => system.stop('kafka'),
    recover: ({ system }) => system.restart('kafka'),
  },
  {
    name: 'expiry-kafka-frozen',
    title: 'the broker is frozen (SIGSTOP) while reservations expire, some of which were paid in time',
    hidesPayments: true,
    fail: signalled('kafka', 'SIGSTOP'),
    recover: signalled('kafka', 'SIGCONT'),
  },
  {
    name: 'expiry-orders-outage',
    title: 'orders is down after a kill -9 while reservations expire, some of which were paid in time',
    hidesPayments: true,
    fail: async ({ system }) => system.kill('orders'),
    recover: ({ system }) => system.restart('orders', longGraceEnv),
  },
  {
    name: 'expiry-connect-outage',
    title:
      'Kafka Connect is unavailable while reservations expire: orders decides them regardless, and late payments are rejected',
    hidesPayments: false,
    fail: ({ system }) => system.stop('connect'),
    recover: ({ system }) => system.restart('connect'),
  },
];

const isSettled = ({ status }: OrderState) => status === 'complete' || status === 'cancelled';

/** @throws PromiseBroken */
async function expectNoneCancelled({ addresses }: Stage, orderIds: readonly string[]): Promise<void> {
  const ended = (await readOrderStates(addresses, orderIds)).filter(({ status }) => status === 'cancelled');
  if (ended.length > 0)
    throw new PromiseBroken(`orders were cancelled although their payments were unknown: ${JSON.stringify(ended)}`);
}

/** @throws PromiseBroken when an order that was paid in time was refunded */
async function expectNoRefunds({ addresses }: Stage, orderIds: readonly string[]): Promise<void> {
  const refunded = (await readOrderStates(addresses, orderIds)).filter(
    ({ refundAmountMinor }) => refundAmountMinor !== null,
  );
  if (refunded.length > 0)
    throw new PromiseBroken(`orders that were paid in time were refunded: ${JSON.stringify(refunded)}`);
}

async function testAcrossExpiry(stage: Stage, { hidesPayments, fail, recover }: Outage): Promise<void> {
  const { addresses, random, note } = stage;
  const { buyer, orderIds } = await reserveOwn(stage, 3 * each, ttlSeconds);
  const [early, late, unpaid] = [orderIds.slice(0, each), orderIds.slice(each, 2 * each), orderIds.slice(2 * each)];
  const [first] = await readOrderStates(addresses, orderIds);
  const expiresInMs = () => (first?.expiresAt.getTime() ?? 0) - Date.now();
  const paid: string[] = [];
  let hasRecovered = false;
  try {
    await fail(stage);
    paid.push(...(await payAll(buyer, early)));
    await pause(Math.max(0, expiresInMs() - lastMomentMs));
    paid.push(...(await payAll(buyer, late)));
    if (paid.length === 0) throw new Error('no payment succeeded in time: nothing was tested');
    const extraMs = random.between(3_000, 8_000);
    await pause(expiresInMs() + extraMs);
    note(`${paid.length} paid in time, ${unpaid.length} not; unavailable until ${seconds(extraMs)} after the expiry`);
    if (hidesPayments) await expectNoneCancelled(stage, orderIds);
    else {
      await expectStatus(stage, paid, 'complete', { withinMs: settledWithinMs, when: 'during the outage' });
      await expectStatus(stage, unpaid, 'cancelled', { withinMs: settledWithinMs, when: 'during the outage' });
      const tooLate = await payAll(buyer, unpaid);
      if (tooLate.length > 0) throw new PromiseBroken(`an order was paid after its expiry: ${tooLate[0]}`);
    }
    hasRecovered = true;
    await recover(stage);
  } finally {
    if (!hasRecovered) await recover(stage);
  }
  const recoveredAt = performance.now();
  await expectStatus(stage, paid, 'complete', { withinMs: settledWithinMs, when: 'though it was paid in time' });
  await expectStatus(stage, unpaid, 'cancelled', { withinMs: settledWithinMs, when: 'after its expiry' });
  note(`all decided ${seconds(performance.now() - recoveredAt)} after the recovery`);
  await expectNoRefunds(stage, paid);
  const states = await readOrderStates(addresses, orderIds);
  if (!states.every(isSettled)) throw new PromiseBroken(`no outcome: ${JSON.stringify(states)}`);
}

export const expiry: Fault[] = expiryOutages.map((outage) => ({
  name: outage.name,
  title: outage.title,
  group,
  async inject(stage) {
    await stage.system.restart('orders', longGraceEnv);
    try {
      await testAcrossExpiry(stage, outage);
    } finally {
      await stage.system.restart('orders');
    }
  },
}));
