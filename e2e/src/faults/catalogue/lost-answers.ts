import { waitFor } from '@ticketing/common/backoff';
import { createRandom } from '@ticketing/common/random';
import { headerNames, type Topic, timerQueueName } from '@ticketing/contracts';
import { type LossyLink, startLossyLink } from '@ticketing/testing/lossy-link';
import { expirationEventId } from '../../checker/expiration-event-id.ts';
import { withBroker } from '../../checker/observe/read-broker.ts';
import { countPending } from '../../checker/observe/read-mongo.ts';
import { readTopics } from '../../checker/observe/read-topics.ts';
import { type Fault, PromiseBroken, type Stage } from '../fault.ts';
import { appendToOutboxOf, reserveMany, userEvents } from '../tools/bulk.ts';
import { listOwn, ownPeople } from '../tools/own-orders.ts';
import { linkOf } from '../tools/proxies.ts';
import { withRedis } from '../tools/redis.ts';

const timers = 150;
const users = 1_000;
const versions = 3;
/** From the reservation until all timers fire: by then they must exist, and orders must be stopped. */
const ttlSeconds = 15;
const probability = 0.3;
const acknowledgedWithinMs = 90_000;
const minLost = 5;

/** Services and relays reach the broker through a link that loses some of the produce responses. */
async function withLostAnswers<T>(stage: Stage, work: (link: LossyLink) => Promise<T>): Promise<T> {
  const random = createRandom(`${stage.seed}:answers`);
  const isLost = () => random.next() < probability;
  let link: LossyLink | undefined;
  const straighten = await linkOf(stage, 'kafka').leadBy(async (broker) => {
    link = await startLossyLink(broker, isLost);
    return link.port;
  });
  try {
    if (!link) throw new Error('the link does not exist');
    return await work(link);
  } finally {
    await straighten();
    link?.stop();
  }
}

/** Timers whose expiry is not acknowledged; BullMQ removes the others. */
const countTimers = ({ addresses }: Stage, orderIds: string[]): Promise<number> =>
  withRedis(addresses.databases.expiration, (redis) =>
    redis.exists(orderIds.map((id) => `bull:${timerQueueName}:${id}`)),
  );

const countUnpublished = async ({ addresses }: Stage): Promise<number> =>
  (await countPending(addresses)).reduce((sum, { pending }) => sum + pending, 0);

/** @throws PromiseBroken when an acknowledged event is not on its topic */
async function expectOnTopic({ addresses }: Stage, topic: Topic, eventIds: string[]): Promise<void> {
  const messages = await withBroker(addresses, (_, kafka) => readTopics(kafka, [topic]));
  const there = new Set(messages.map(({ headers }) => headers[headerNames.eventId]));
  const missing = eventIds.filter((id) => !there.has(id));
  if (missing.length > 0)
    throw new PromiseBroken(
      `${missing.length} of ${eventIds.length} events were acknowledged but are not on ${topic}: ${missing.slice(0, 3).join(', ')}`,
    );
}

/** Publishes concurrently: timers that fire together, each a separate publish, and rows that a relay publishes in batches. */
async function publishMuch(stage: Stage, link: LossyLink) {
  const { addresses, system } = stage;
  const ticketIds = await listOwn(stage, timers);
  const userId = ownPeople(stage).buyer.id;
  const orderIds = await reserveMany(addresses, { ticketIds, userId, ttlSeconds });
  const haveTimers = async () => ((await countTimers(stage, orderIds)) === timers ? true : null);
  if (!(await waitFor(haveTimers, { timeoutMs: ttlSeconds * 1_000, intervalMs: 100 })))
    throw new PromiseBroken(`${timers} reservations had no timer when they expired`);
  const rows = userEvents(users, versions);
  // The sweeper of orders would cancel timers that have not fired; then it would be unknown which of them owed an event.
  await system.stop('orders');
  try {
    await appendToOutboxOf(addresses.databases.auth, rows);
    const isAcknowledged = async () =>
      (await countTimers(stage, orderIds)) + (await countUnpublished(stage)) === 0 ? true : null;
    if (!(await waitFor(isAcknowledged, { timeoutMs: acknowledgedWithinMs, intervalMs: 250 })))
      throw new PromiseBroken(
        `not published: ${await countTimers(stage, orderIds)} timers, ${await countUnpublished(stage)} outbox rows`,
      );
  } finally {
    await system.restart('orders');
  }
  stage.note(`${link.lost()} of ${link.requests()} responses lost, with ${timers} timers and ${rows.length} rows`);
  if (link.lost() < minLost) throw new Error(`only ${link.lost()} responses were lost: nothing was tested`);
  return { timerEvents: orderIds.map(expirationEventId), rowEvents: rows.map(({ _id }) => _id) };
}

export const lostAnswers: Fault = {
  name: 'lost-answers',
  title: `the broker appends messages, but every third response is lost, while ${timers} timers fire concurrently and a relay has ${users * versions} rows`,
  group: 'concurrent publish() calls with lost produce responses',
  needs: 'toxiproxy',
  async inject(stage) {
    const { timerEvents, rowEvents } = await withLostAnswers(stage, (link) => publishMuch(stage, link));
    await expectOnTopic(stage, 'expiration.expiration.complete.v1', timerEvents);
    await expectOnTopic(stage, 'auth.user.created.v1', rowEvents);
  },
};
