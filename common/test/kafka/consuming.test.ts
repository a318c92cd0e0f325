import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { ruleViolated, TransientError } from '@ticketing/common/errors';
import type { RunningConsumer } from '@ticketing/common/kafka';
import { createMetrics } from '@ticketing/common/metrics';
import { refuseCommits } from '../../src/kafka/refused-commits.fixture.ts';
import { type Consuming, deadLetterTopic, group, startConsumingFixture, topic } from './consuming-fixture.ts';

let service: Consuming;
let consumer: RunningConsumer;
beforeAll(async () => {
  service = await startConsumingFixture();
  consumer = await service.start();
}, 120_000);
afterAll(async () => {
  await consumer?.stop();
  await service?.stop();
});

const steps = (count: number, from = 1) => Array.from({ length: count }, (_, index) => from + index);
const waitForNoLag = () => waitFor(async () => ((await service.lag()) === 0 ? true : null), { timeoutMs: 20_000 });
const inInbox = async (eventId: string) => (await service.inbox.findOne({ _id: eventId })) !== null;

describe('an event', () => {
  it('is applied in one transaction with its inbox entry, then committed', async () => {
    const [sid, eventId] = [randomUUID(), randomUUID()];
    await service.publish(sid, await service.encode(sid, 1), { eventId });

    expect(await service.waitForSteps(sid, 1)).toEqual([1]);
    expect(await inInbox(eventId)).toBe(true);
    expect(await waitForNoLag()).toBe(true);
  });

  it('redelivered under the same id has no further effect', async () => {
    const [sid, eventId] = [randomUUID(), randomUUID()];
    await service.publish(sid, await service.encode(sid, 1), { eventId });
    await service.publish(sid, await service.encode(sid, 1), { eventId });
    await service.publish(sid, await service.encode(sid, 2), { eventId: randomUUID() });

    expect(await service.waitForSteps(sid, 2)).toEqual([1, 2]);
  });

  it('without an id is identified by its topic, partition and offset', async () => {
    const sid = randomUUID();
    await service.publish(sid, await service.encode(sid, 1));
    await service.waitForSteps(sid, 1);

    const place = { $regex: `^${topic.replaceAll('.', '\\.')}/\\d+/\\d+$` };
    expect(await service.inbox.countDocuments({ _id: place as unknown as string })).toBe(1);
  });
});

it('exports how many messages of each topic are not processed yet', async () => {
  const metrics = createMetrics('test');
  const member = await service.start(metrics);
  const lag = async () => {
    const values = (await metrics.getSingleMetric('consumer_lag_messages')?.get())?.values ?? [];
    return values.find(({ labels }) => labels.topic === topic)?.value;
  };
  const sid = randomUUID();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  service.behaviours.set(sid, () => released);
  await waitForNoLag();

  await service.publishSteps(sid, steps(3));
  await waitFor(async () => ((await lag()) === 3 ? true : null), { timeoutMs: 20_000 });
  release();
  await waitFor(async () => ((await lag()) === 0 ? true : null), { timeoutMs: 20_000 });

  expect(await service.stepsOf(sid)).toEqual([1, 2, 3]);
  await member.stop();
});

describe('a poison message', () => {
  const unknownSchema = Buffer.concat([Buffer.from([0, 0, 0x7f, 0xff, 0xff]), randomBytes(16)]);
  const refuse = async (step: number) => {
    if (step === 0) throw ruleViolated('never', 'this may never happen');
  };

  it.each<[string, string, (sid: string) => Promise<Buffer | null> | Buffer | null]>([
    ['of random bytes', 'undecodable', () => Buffer.concat([Buffer.from([0xc1]), randomBytes(64)])],
    ['of an unknown schema', 'unknown_schema', () => unknownSchema],
    ['without a value', 'empty_value', () => null],
    ['that a rule forbids', 'never', (sid) => service.encode(sid, 0)],
  ])('%s is dead-lettered once, unchanged, and the next one is processed', async (_, code, poison) => {
    const sid = randomUUID();
    service.behaviours.set(sid, refuse);
    const value = await poison(sid);
    const binary = Buffer.from([0, 0xff, 0xfe, 0x80]);
    const next = await service.encode(sid, 1);
    await service.publish(sid, value, { eventId: 'poison', binary });
    await service.publish(sid, next, { eventId: randomUUID() });

    expect(await service.waitForSteps(sid, 1)).toEqual([1]);
    const letter = await service.waitForDeadLetter(sid);
    expect(letter).toMatchObject({ topic: deadLetterTopic, key: Buffer.from(sid), value });
    expect(letter?.originalHeaders.binary).toEqual(binary);
    expect(letter?.headers).toMatchObject({
      eventId: 'poison',
      'dlq.topic': topic,
      'dlq.partition': expect.stringMatching(/^\d+$/),
      'dlq.offset': expect.stringMatching(/^\d+$/),
      'dlq.error.code': code,
      'dlq.error.class': expect.stringMatching(/Error$/),
      'dlq.error.message': expect.stringMatching(/\w/),
      'dlq.error.stack': expect.stringMatching(/\n +at /),
      'dlq.attempts': '1',
      'dlq.first.failed.at': expect.stringMatching(/^\d{4}-.*Z$/),
      'dlq.failed.at': expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(service.deadLettersOf(sid)).toHaveLength(1);
  });
});

describe('an unavailable dependency', () => {
  it('blocks its messages in order, and nothing is dead-lettered', async () => {
    const sid = randomUUID();
    let attempts = 0;
    service.behaviours.set(sid, async (step) => {
      if (step !== 2) return;
      attempts += 1;
      // More attempts than a failed message gets.
      if (attempts <= 6) throw new TransientError('the database is unavailable');
    });
    await service.publishSteps(sid, steps(5));

    expect(await service.waitForSteps(sid, 5, 40_000)).toEqual(steps(5));
    expect(attempts).toBe(7);
    expect(service.deadLettersOf(sid)).toEqual([]);
  });
});

describe('a commit that the coordinator refuses', () => {
  it('is retried although no further message arrives', async () => {
    const sid = randomUUID();
    await waitForNoLag();
    // The commit after the message, and its retry.
    const coordinator = refuseCommits(group, 2);
    try {
      await service.publishSteps(sid, [1]);
      expect(await waitForNoLag()).toBe(true);
    } finally {
      coordinator.recover();
    }
    expect(coordinator.refused()).toBe(2);
    expect(await service.stepsOf(sid)).toEqual([1]);
  }, 40_000);
});

describe('stopping', () => {
  it('finishes the batch in flight and commits it; the next start continues after it', async () => {
    const sid = randomUUID();
    const reached = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    service.behaviours.set(sid, async (step) => {
      if (step !== 10) return;
      reached.resolve();
      await released.promise;
    });
    await service.publishSteps(sid, steps(10));
    await reached.promise;
    await service.publishSteps(sid, steps(20, 11));
    const stopped = consumer.stop();
    released.resolve();
    await stopped;

    expect(await service.stepsOf(sid)).toEqual(steps(10));
    expect(await service.lag()).toBe(20);

    consumer = await service.start();
    expect(await service.waitForSteps(sid, 30)).toEqual(steps(30));
  });

  it('and consuming the whole topic again changes nothing', async () => {
    await waitForNoLag();
    await consumer.stop();
    const before = [await service.inbox.countDocuments(), await service.effects.countDocuments()];
    await service.admin.rewind(group, [topic]);
    expect(await service.lag()).toBeGreaterThanOrEqual(30);
    consumer = await service.start();

    expect(await waitForNoLag()).toBe(true);
    expect([await service.inbox.countDocuments(), await service.effects.countDocuments()]).toEqual(before);
  });
});
