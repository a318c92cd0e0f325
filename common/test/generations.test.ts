import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type ConsumerStore,
  createDispatcher,
  type DecodedEvent,
  type Subscriptions,
} from '@ticketing/common/consuming';
import {
  type ClientSession,
  type Connection,
  connectMongo,
  mongoConsumerStore,
  prepareCollections,
} from '@ticketing/common/mongo';
import { eventExamples, type Topic } from '@ticketing/contracts';
import { startTestMongo, type TestMongo } from '@ticketing/testing/mongo';

let mongo: TestMongo;
let connection: Connection;
let store: ConsumerStore<ClientSession>;

beforeAll(async () => {
  mongo = await startTestMongo();
  connection = await connectMongo(mongo.uri('generations'));
  store = mongoConsumerStore(connection);
  await prepareCollections(connection);
});
afterAll(async () => {
  await connection.close();
  await mongo.stop();
});

/** Topics whose handlers ran, in order. */
let applied: Topic[] = [];
beforeEach(() => {
  applied = [];
});

type OrderTopic = Extract<Topic, `orders.${string}`>;
const handlerOf = (topic: Topic) => async () => void applied.push(topic);
const subscribedTo = (generations: readonly ('v1' | 'v2')[]): Subscriptions<ClientSession> =>
  Object.fromEntries(
    generations.flatMap((generation) =>
      (['created', 'completed'] as const).map((event) => {
        const topic: OrderTopic = `orders.order.${event}.${generation}`;
        return [topic, handlerOf(topic)];
      }),
    ),
  );

/** The events of an order; an old producer publishes those of the first generation only. */
function published(by: 'old' | 'new', id: string = randomUUID()) {
  const event = (topic: OrderTopic, change: object = {}): DecodedEvent => ({
    topic,
    eventId: randomUUID(),
    event: { ...eventExamples[topic], id, ...change },
  });
  const isPublishedAsV2 = by === 'new';
  return {
    created: event('orders.order.created.v1', { isPublishedAsV2 }),
    completed: event('orders.order.completed.v1', { isPublishedAsV2 }),
    createdV2: event('orders.order.created.v2'),
    completedV2: event('orders.order.completed.v2'),
  };
}

async function deliver(consumer: readonly ('v1' | 'v2')[], events: readonly DecodedEvent[]) {
  const { applyAll } = createDispatcher(store, subscribedTo(consumer));
  return applyAll(events);
}

const everyOrder = <T>(items: readonly T[]): T[][] =>
  items.length <= 1
    ? [[...items]]
    : items.flatMap((item, index) => everyOrder(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));

describe('while two generations of events are published', () => {
  it('an old consumer applies what a new producer publishes, from the first generation', async () => {
    const { created, completed } = published('new');
    expect(await deliver(['v1'], [created, completed])).toEqual(['applied', 'applied']);
    expect(applied).toEqual(['orders.order.created.v1', 'orders.order.completed.v1']);
  });

  it('a new consumer applies what an old producer publishes, from the first generation', async () => {
    const { created, completed } = published('old');
    expect(await deliver(['v1', 'v2'], [created, completed])).toEqual(['applied', 'applied']);
    expect(applied).toEqual(['orders.order.created.v1', 'orders.order.completed.v1']);
  });

  it('a new consumer applies each event of a new producer once, from the second, in whatever order they arrive', async () => {
    for (const order of everyOrder(['created', 'completed', 'createdV2', 'completedV2'] as const)) {
      applied = [];
      const events = published('new');
      for (const name of order) await deliver(['v1', 'v2'], [events[name]]);
      expect(applied).toEqual(['orders.order.created.v2', 'orders.order.completed.v2']);
    }
  });

  it('does so within one batch, too', async () => {
    const { created, completed, createdV2, completedV2 } = published('new');
    const outcomes = await deliver(['v1', 'v2'], [created, createdV2, completed, completedV2]);
    expect(outcomes).toEqual(['duplicate', 'applied', 'duplicate', 'applied']);
  });

  it('a new consumer continues an order that an old producer began', async () => {
    const id = randomUUID();
    const { created } = published('old', id);
    const { completed, completedV2 } = published('new', id);
    expect(await deliver(['v1'], [created])).toEqual(['applied']);
    expect(await deliver(['v1', 'v2'], [completed, completedV2])).toEqual(['duplicate', 'applied']);
    expect(applied).toEqual(['orders.order.created.v1', 'orders.order.completed.v2']);
  });

  it('a consumer of the second generation alone, which comes last, applies all of it', async () => {
    const { createdV2, completedV2 } = published('new');
    expect(await deliver(['v2'], [createdV2, completedV2])).toEqual(['applied', 'applied']);
  });
});
