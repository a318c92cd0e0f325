import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningConsumer } from '@ticketing/common/kafka';
import { maxMessageBytes, retryTopicOf } from '@ticketing/contracts';
import { type Consuming, group, retryDelaysMs, startConsumingFixture, topic } from './consuming-fixture.ts';

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

/** Overhead of a batch with one message, including key and headers. */
const overhead = 300;
const justBelowTheLimit = maxMessageBytes.event - overhead;

describe('a message just below its topic’s limit', () => {
  it('is dead-lettered unchanged when it is poison, and the next one is processed', async () => {
    const sid = randomUUID();
    const value = randomBytes(justBelowTheLimit);
    await service.publish(sid, value, { eventId: randomUUID() });
    await service.publish(sid, await service.encode(sid, 1), { eventId: randomUUID() });

    expect(await service.waitForSteps(sid, 1)).toEqual([1]);
    const letter = await service.waitForDeadLetter(sid);
    expect(letter?.value?.equals(value)).toBe(true);
  });

  it('passes every retry tier and is dead-lettered when it always fails', async () => {
    const [key, large] = [randomUUID(), randomUUID().padEnd(justBelowTheLimit - 50, '.')];
    service.behaviours.set(large, async () => {
      // Error texts are truncated as well.
      throw new TypeError('a bug'.padEnd(1_000_000, '.'));
    });
    const value = await service.encode(large, 0);
    await service.publish(key, value, { eventId: randomUUID() });
    const letter = await service.waitForDeadLetter(key);

    expect(letter?.value?.equals(value)).toBe(true);
    expect(retryDelaysMs.map((_, tier) => service.sentTo(retryTopicOf(topic, group, tier), key).length)).toEqual([
      1, 1,
    ]);
  });
});
