import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { TransientError } from '@ticketing/common/errors';
import type { RunningConsumer } from '@ticketing/common/kafka';
import { retryTopicOf } from '@ticketing/contracts';
import {
  type Consuming,
  deadLetterTopic,
  group,
  retryDelaysMs,
  startConsumingFixture,
  topic,
} from './consuming-fixture.ts';

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

const retry = (tier: number) => retryTopicOf(topic, group, tier);

/** Creates a session whose step 0 fails a given number of times. */
function failing(times: number) {
  const sid = randomUUID();
  const attemptsAt: number[] = [];
  service.behaviours.set(sid, async (step) => {
    if (step !== 0) return;
    attemptsAt.push(Date.now());
    if (attemptsAt.length <= times) throw new TypeError('a bug');
  });
  return { sid, attemptsAt };
}

describe('a message that fails', () => {
  it('is retried later while its partition proceeds', async () => {
    const { sid, attemptsAt } = failing(1);
    await service.publishSteps(sid, [0]);
    await waitFor(async () => (attemptsAt.length > 0 ? true : null), { timeoutMs: 20_000 });
    await service.publishSteps(sid, [1]);

    expect(await service.waitForSteps(sid, 2)).toEqual([1, 0]);
    expect(attemptsAt).toHaveLength(2);
    expect((attemptsAt[1] ?? 0) - (attemptsAt[0] ?? 0)).toBeGreaterThanOrEqual(retryDelaysMs[0] ?? 0);
    expect(service.deadLettersOf(sid)).toEqual([]);
  });

  it('in a batch fails alone: the others are applied once, and it gets all its attempts', async () => {
    const { sid, attemptsAt } = failing(Number.POSITIVE_INFINITY);
    await consumer.stop();
    // One record batch of one partition, so that they are fetched and processed together.
    await service.publishSteps(sid, [1, 0, 2]);
    consumer = await service.start();

    expect(await service.waitForSteps(sid, 2)).toEqual([1, 2]);
    expect(await service.waitForDeadLetter(sid)).toMatchObject({ headers: { 'dlq.attempts': '3' } });
    // One attempt more than alone: the one in the batch.
    expect(attemptsAt).toHaveLength(1 + 1 + retryDelaysMs.length);
    expect(service.deadLettersOf(sid)).toHaveLength(1);
    expect(await service.stepsOf(sid)).toEqual([1, 2]);
  });

  it('passes every tier and is dead-lettered with its history', async () => {
    const { sid, attemptsAt } = failing(Number.POSITIVE_INFINITY);
    const value = await service.encode(sid, 0);
    await service.publish(sid, value, { eventId: randomUUID(), binary: Buffer.from([0xff, 0]) });
    const letter = await service.waitForDeadLetter(sid);

    expect(attemptsAt).toHaveLength(1 + retryDelaysMs.length);
    expect(letter).toMatchObject({ key: Buffer.from(sid), value });
    expect(letter?.originalHeaders.binary).toEqual(Buffer.from([0xff, 0]));
    expect(letter?.headers).toMatchObject({
      'dlq.topic': topic,
      'dlq.attempts': String(attemptsAt.length),
      'dlq.error.code': 'TypeError',
      'dlq.schema.id': String(value.readUInt32BE(1)),
    });
    expect(letter?.headers).not.toHaveProperty(['retry.not.before']);
    const failedAt = (name: string) => Date.parse(letter?.headers[name] ?? '');
    expect(failedAt('dlq.failed.at')).toBeGreaterThan(failedAt('dlq.first.failed.at'));
    expect([0, 1].map((tier) => service.sentTo(retry(tier), sid).length)).toEqual([1, 1]);
  });

  it('uses no attempt while a dependency is unavailable', async () => {
    const sid = randomUUID();
    let attempts = 0;
    service.behaviours.set(sid, async () => {
      attempts += 1;
      if (attempts <= 4) throw new TransientError('the database is unavailable');
    });
    await service.publishSteps(sid, [0]);

    expect(await service.waitForSteps(sid, 1)).toEqual([0]);
    expect(service.sentTo(retry(0), sid)).toEqual([]);
  });
});

describe('a replay', () => {
  const replayOf = (letter: NonNullable<Awaited<ReturnType<Consuming['waitForDeadLetter']>>>, replayId: string) => {
    const kept = Object.entries(letter.originalHeaders).filter(
      ([name]) => !/^(dlq\.(error|attempts|first|failed|schema)|retry)\./.test(`${name}.`),
    );
    return {
      topic: retry(0),
      key: letter.key,
      value: letter.value,
      headers: { ...Object.fromEntries(kept), 'replay.id': replayId },
    };
  };

  it('is applied under its own event id and reported', async () => {
    const { sid } = failing(1 + retryDelaysMs.length);
    await service.publishSteps(sid, [0]);
    const letter = await service.waitForDeadLetter(sid);
    if (!letter) throw new Error('no dead letter');
    const replayId = randomUUID();
    await service.send(replayOf(letter, replayId));

    expect(await service.waitForReport(replayId)).toMatchObject({ group, topic, outcome: 'applied', errorCode: null });
    expect(await service.stepsOf(sid)).toEqual([0]);

    const again = randomUUID();
    await service.send(replayOf(letter, again));
    expect(await service.waitForReport(again)).toMatchObject({ outcome: 'duplicate' });
    expect(await service.stepsOf(sid)).toEqual([0]);
  });

  it('that fails again gets all attempts, keeps its origin and is reported once dead-lettered', async () => {
    const { sid, attemptsAt } = failing(Number.POSITIVE_INFINITY);
    await service.publishSteps(sid, [0]);
    const letter = await service.waitForDeadLetter(sid);
    if (!letter) throw new Error('no dead letter');
    const replayId = randomUUID();
    await service.send(replayOf(letter, replayId));

    expect(await service.waitForReport(replayId)).toMatchObject({ outcome: 'dead_lettered', errorCode: 'TypeError' });
    expect(attemptsAt).toHaveLength(2 * (1 + retryDelaysMs.length));
    const second = await service.waitForDeadLetter(sid, 1);
    for (const name of ['dlq.topic', 'dlq.partition', 'dlq.offset', 'eventId'])
      expect(second?.headers[name]).toBe(letter.headers[name]);
    expect(second?.topic).toBe(deadLetterTopic);
  });
});

describe('a message that crashed its process', () => {
  /**
   * Writes the markers that this many processes would have left when they crashed with the topic's next message in
   * flight.
   */
  async function afterDeaths(deaths: number) {
    const sid = randomUUID();
    await consumer.stop();
    const before = await service.admin.rangesOf([topic]);
    await service.publishSteps(sid, [0, 1]);
    const after = await service.admin.rangesOf([topic]);
    const grown = after.find(({ partition, end }) =>
      before.some((was) => was.partition === partition && was.end !== end),
    );
    if (!grown) throw new Error('nothing was published');
    await service.handling.insertOne({ _id: `${topic}/${grown.partition}/${grown.end - 2}`, begun: deaths });
    consumer = await service.start();
    return sid;
  }

  it('five times is dead-lettered, and the next one is processed', async () => {
    const sid = await afterDeaths(5);

    expect(await service.waitForSteps(sid, 1)).toEqual([1]);
    expect((await service.waitForDeadLetter(sid))?.headers['dlq.error.code']).toBe('process_killer');
  });

  it('fewer times is applied, and its marker is cleared', async () => {
    const sid = await afterDeaths(4);

    expect(await service.waitForSteps(sid, 2)).toEqual([0, 1]);
    expect(service.deadLettersOf(sid)).toEqual([]);
    expect(await service.handling.countDocuments()).toBe(0);
  });
});
