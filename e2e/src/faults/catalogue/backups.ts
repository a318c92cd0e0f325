import { isDeepStrictEqual } from 'node:util';
import { timerQueueName } from '@ticketing/contracts';
import { type Fault, PromiseBroken, type Stage } from '../fault.ts';
import { backUp, destroyAndRestore } from '../stack.ts';
import { readBusinessRows } from '../tools/inboxes.ts';
import { lostCharges, readAttempts, returnLostCharges, unknownCharges } from '../tools/lost-payments.ts';
import { expectStatus, listOwn, ownPeople, payEach, reserveOwn } from '../tools/own-orders.ts';
import { withRedis } from '../tools/redis.ts';
import { reconcile } from '../tools/slot.ts';

/** Over before the restored system runs. */
const shortTtlSeconds = 15;
/** Longer than a restore, also on a busy machine. */
const longTtlSeconds = 3_600;
const settledWithinMs = 60_000;

/** @throws PromiseBroken when reconciling would still publish something */
async function expectNothingMissing(stage: Stage): Promise<void> {
  const { code, said } = await reconcile(stage, '--dry-run');
  if (code !== 0) throw new PromiseBroken(`events are missing after the restore: ${said}`);
}

/** @throws PromiseBroken when expiration has no timer for an order */
async function expectTimers({ addresses }: Stage, orderIds: readonly string[]): Promise<void> {
  const keys = orderIds.map((orderId) => `bull:${timerQueueName}:${orderId}`);
  const found = await withRedis(addresses.databases.expiration, (redis) => redis.exists(keys));
  if (found !== keys.length)
    throw new PromiseBroken(`${found} of ${keys.length} open orders have a timer after the restore`);
}

/** Someone who was signed in before buys something that is listed now. */
async function buyAgain(stage: Stage): Promise<void> {
  const { buyer, orderIds } = await reserveOwn(stage, 2, longTtlSeconds);
  await payEach(buyer, orderIds);
  await expectStatus(stage, orderIds, 'complete', { withinMs: settledWithinMs, when: 'after the restore' });
}

/** A backup under load, more purchases, the loss of everything, and the restore: what was bought after the cut is lost. */
async function loseSomething(stage: Stage): Promise<void> {
  const { traffic, random, note, system } = stage;
  const { buyer } = ownPeople(stage);
  const expiring = await reserveOwn(stage, random.between(1, 3), shortTtlSeconds);
  const held = await reserveOwn(stage, random.between(1, 3), longTtlSeconds);
  await traffic.waitForJourneys(random.between(1, 10), 15_000);
  const { folder, takenAt } = await backUp('under-load');
  note(`backup of ${takenAt.toISOString()}, under load`);
  // One is of an order that the backup has, the others are of orders that it lacks.
  const late = await reserveOwn(stage, random.between(1, 3), longTtlSeconds);
  const [held0, ...stillHeld] = held.orderIds;
  await payEach(buyer, [...late.orderIds, ...(held0 ? [held0] : [])]);
  await traffic.waitForJourneys(random.between(5, 20), 15_000);
  await traffic.stop();
  const before = await readAttempts(stage);
  await destroyAndRestore(system, folder);
  stage.forgetSince(takenAt);
  note('everything destroyed and restored');
  await expectNothingMissing(stage);
  await expectTimers(stage, held.orderIds);
  const lost = await lostCharges(stage, before);
  if (lost.length < late.orderIds.length + 1)
    throw new Error(`only ${lost.length} charges were lost: the fault did not do what it should`);
  await expectStatus(stage, expiring.orderIds, 'cancelled', { withinMs: settledWithinMs, when: 'after the restore' });
  // The attempt that is made again has the number of the lost one, so Stripe answers with its charge: nobody pays twice.
  await payEach(buyer, held.orderIds);
  await expectStatus(stage, held.orderIds, 'complete', { withinMs: settledWithinMs, when: 'after the restore' });
  const left = await lostCharges(stage, before);
  if (left.length !== lost.length - 1)
    throw new PromiseBroken(`the order was paid with another charge: ${lost.length} were lost, ${left.length} are`);
  note(`${lost.length} charges lost, one of them found again by its order; ${stillHeld.length} held orders paid`);
  await returnLostCharges(stage, takenAt, left);
  await buyAgain(stage);
}

/** A backup after which nothing happens: the restored system is the same. */
async function loseNothing(stage: Stage): Promise<void> {
  const { note, system } = stage;
  await stage.becomeQuiet();
  const before = await readBusinessRows(stage.addresses);
  const { folder, takenAt } = await backUp('at-rest');
  await destroyAndRestore(system, folder);
  note('everything destroyed and restored again, from a backup at rest');
  await expectNothingMissing(stage);
  const after = await readBusinessRows(stage.addresses);
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (name) => !isDeepStrictEqual(before.get(name), after.get(name)),
  );
  if (changed.length > 0) throw new PromiseBroken(`rows changed with the restore: ${changed.slice(0, 5).join(', ')}`);
  const { charges } = await unknownCharges(stage, takenAt);
  if (charges.length > 0) throw new PromiseBroken(`charges are unknown: ${JSON.stringify(charges)}`);
  note(`${after.size} rows are the same`);
}

const group = 'backup and restore';

export const backups: Fault[] = [
  {
    name: 'backup-restore',
    title:
      'a backup under load, more purchases, everything destroyed and restored: what was bought since then is listed and returned',
    group,
    async inject(stage) {
      await loseSomething(stage);
      stage.resumeTraffic();
    },
  },
  {
    name: 'backup-at-rest',
    title: 'a backup at rest, everything destroyed and restored: every row is the same',
    group,
    async inject(stage) {
      await loseNothing(stage);
      stage.resumeTraffic();
      await listOwn(stage, 5);
    },
  },
];
