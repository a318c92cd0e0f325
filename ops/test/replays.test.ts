import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type IncomingMessage, openAdmin } from '@ticketing/common/kafka';
import { replayHeaders } from '@ticketing/contracts';
import { type Answer, codesOf } from '@ticketing/testing/api';
import { type LetterBody, type OpsFixture, type ReplayBody, startOps } from './ops-fixture.ts';

let ops: OpsFixture;
beforeAll(async () => {
  ops = await startOps();
}, 180_000);
afterAll(() => ops?.stop());

const topic = 'orders.order.cancelled.v1';
const resendIdOf = ({ headers }: IncomingMessage): string => headers[replayHeaders.replayId] ?? '';
const report = (letter: Pick<LetterBody, 'group' | 'topic'>, replayId: string, outcome: string, at?: number) =>
  ops.publishReports([
    { replayId, group: letter.group, topic: letter.topic, outcome, ...(at !== undefined && { at }) },
  ]);
const letterWith = (id: string, state: string) =>
  ops.until(
    () => ops.readLetter(id),
    (letter) => letter.state === state,
  );
const replayWith = (id: string, isGood: (replay: ReplayBody) => boolean) => ops.until(() => ops.readReplay(id), isGood);
/** Replays one letter and returns the message that its group receives. */
const replayOne = async (letter: LetterBody, nth = 1) => {
  const replay = await ops.begin({ ids: [letter.id], reason: 'fixed' });
  const messages = await ops.resentOf([letter], nth);
  return { replay, message: messages.at(-1) as IncomingMessage };
};

describe('a replay of one letter', () => {
  it('sends the original message to the group that failed, and is done when the group reports', async () => {
    const bytes = Buffer.from([0xff, 0, 1]);
    const letter = await ops.givenLetter({ topic, group: 'tickets', value: bytes, headers: { x: bytes } });
    const { replay, message } = await replayOne(letter);

    expect(message).toMatchObject({ topic: `${topic}.tickets.retry.0`, value: bytes });
    expect(message.key?.toString('base64')).toBe(letter.raw.key);
    expect(message.originalHeaders.x).toEqual(bytes);
    expect(message.headers).toMatchObject({
      eventId: letter.eventId,
      'dlq.topic': topic,
      'dlq.offset': letter.origin.offset,
      'replay.id': expect.any(String),
    });
    expect(Object.keys(message.headers).filter((name) => /error|attempts|failed/.test(name))).toEqual([]);
    expect(await ops.readLetter(letter.id)).toMatchObject({ state: 'replaying' });
    expect(await ops.readReplay(replay.id)).toMatchObject({
      status: 'running',
      counts: { selected: 1, sent: 1, waiting: 1 },
    });

    await report(letter, resendIdOf(message), 'applied');
    expect(await letterWith(letter.id, 'succeeded')).toMatchObject({
      failedAgain: 0,
      resends: [
        {
          id: resendIdOf(message),
          replayId: replay.id,
          kind: 'replay',
          status: 'succeeded',
          reports: [{ outcome: 'applied' }],
        },
      ],
    });
    expect(await ops.readReplay(replay.id)).toMatchObject({ status: 'done', counts: { waiting: 0, succeeded: 1 } });
  });

  it('that fails again is the same letter, with its original bytes, counted', async () => {
    const offset = 70_001;
    const letter = await ops.givenLetter({ topic, group: 'tickets', offset });
    for (const nth of [1, 2]) {
      const { message } = await replayOne(letter, nth);
      const headers = Object.fromEntries(Object.entries(message.headers));
      await ops.publisher.publish([
        ops.deadLetterMessage({
          topic,
          group: 'tickets',
          offset,
          eventId: letter.eventId,
          headers,
          errorCode: `again_${nth}`,
          value: Buffer.from('what was sent'),
        }),
      ]);
      await report(letter, resendIdOf(message), 'dead_lettered');
      const again = await ops.until(
        () => ops.readLetter(letter.id),
        ({ failedAgain, error }) => failedAgain === nth && error.code === `again_${nth}`,
      );
      expect(again).toMatchObject({
        state: 'failed_again',
        failedAgain: nth,
        raw: letter.raw,
        error: { code: `again_${nth}` },
      });
      expect(again.resends).toHaveLength(nth);
    }
    expect(await ops.get<LetterBody[]>(`/letters?search=${letter.eventId}`)).toHaveLength(1);
  });

  it('that was parked and then fails has failed', async () => {
    const offset = 70_002;
    const letter = await ops.givenLetter({ topic, group: 'tickets', offset });
    const { message } = await replayOne(letter);
    await report(letter, resendIdOf(message), 'parked');
    await letterWith(letter.id, 'succeeded');
    await ops.publisher.publish([
      ops.deadLetterMessage({ topic, group: 'tickets', offset, eventId: letter.eventId, headers: message.headers }),
    ]);

    expect(await letterWith(letter.id, 'failed_again')).toMatchObject({ state: 'failed_again', failedAgain: 1 });
  });

  it.each(['duplicate', 'stale', 'parked'])('succeeds when the group reports %s', async (outcome) => {
    const letter = await ops.givenLetter();
    const { message } = await replayOne(letter);
    await report(letter, resendIdOf(message), outcome);
    expect(await letterWith(letter.id, 'succeeded')).toMatchObject({ state: 'succeeded' });
  });

  it('of a relay goes back to the relay’s input', async () => {
    const [raw, row] = await ops.givenLetters([
      { topic, group: 'outbox-worker', originTopic: `${topic}.raw`, value: Buffer.from('{"a":1}') },
      {
        topic: 'tickets.ticket.created.v1',
        group: 'outbox-worker',
        originTopic: 'outbox',
        value: Buffer.from('{"id":"t"}'),
      },
    ]);
    await ops.begin({ ids: [raw?.id, row?.id] });
    const find = async () =>
      ops.received.filter(({ headers }) => [raw, row].some((of) => of?.eventId === headers.eventId));
    const sent = await ops.until(find, ({ length }) => length === 2);

    expect(sent.map((message) => [message.topic, message.value?.toString()]).toSorted()).toEqual([
      [`${topic}.raw`, '{"a":1}'],
      ['tickets.ticket.created.v1.outbox-worker.retry.0', '{"id":"t"}'],
    ]);
    for (const message of sent)
      await ops.publishReports([
        { replayId: resendIdOf(message), group: 'outbox-worker', topic, outcome: 'published' },
      ]);
    for (const letter of [raw, row])
      expect(await letterWith(letter?.id ?? '', 'succeeded')).toMatchObject({ state: 'succeeded' });
  });

  it('is refused while it is being replayed, and after it has succeeded', async () => {
    const letter = await ops.givenLetter();
    const { message } = await replayOne(letter);
    const again = () => ops.request('POST', '/replays', { ids: [letter.id] });
    expect([(await again()).status, codesOf(await again())]).toEqual([409, ['letter_not_replayable']]);
    await report(letter, resendIdOf(message), 'applied');
    await letterWith(letter.id, 'succeeded');
    expect((await again()).status).toBe(409);
  });

  it('may be repeated after the report timeout', async () => {
    const letter = await ops.givenLetter();
    const { message } = await replayOne(letter);
    const longAgo = new Date(Date.now() - 3_600_000);
    await ops.until(
      () =>
        ops.connection
          .collection<{ _id: string }>('resends')
          .updateOne({ _id: resendIdOf(message), publishedAt: { $ne: null } }, { $set: { publishedAt: longAgo } }),
      ({ matchedCount }) => matchedCount === 1,
    );
    const { message: second } = await replayOne(letter, 2);
    expect(resendIdOf(second)).not.toBe(resendIdOf(message));

    // The first resend's outcome is recorded, but the last one decides.
    await report(letter, resendIdOf(message), 'dead_lettered');
    await ops.until(
      () => ops.readLetter(letter.id),
      ({ failedAgain }) => failedAgain === 1,
    );
    expect(await ops.readLetter(letter.id)).toMatchObject({ state: 'replaying' });
    await report(letter, resendIdOf(second), 'applied');
    expect(await letterWith(letter.id, 'succeeded')).toMatchObject({ state: 'succeeded', failedAgain: 1 });
  });
});

describe('a replay of many', () => {
  const errorCode = () => `error_${randomUUID()}`;
  const many = (count: number, code: string) =>
    ops.givenLetters(
      Array.from({ length: count }, (_, at) => ({ errorCode: code, at: new Date(Date.UTC(2026, 0, 1, 0, 0, at)) })),
    );

  it('takes exactly the matching letters, oldest first', async () => {
    const code = errorCode();
    const letters = await many(20, code);
    const other = await ops.givenLetter({ errorCode: errorCode() });
    const replay = await ops.begin({ filter: { group: 'orders', errorCode: code }, ratePerSecond: 1000 });
    const messages = await ops.resentOf(letters);

    expect(replay.counts.selected).toBe(20);
    expect(messages.map(({ headers }) => headers.eventId)).toEqual(letters.map(({ eventId }) => eventId));
    expect(new Set(messages.map(resendIdOf)).size).toBe(20);
    expect(await ops.readLetter(other.id)).toMatchObject({ state: 'open' });
    await ops.publishReports(
      messages.map((message, at) => ({
        replayId: resendIdOf(message),
        group: 'orders',
        topic: 'payments.payment.failed.v1',
        outcome: at < 5 ? 'dead_lettered' : 'applied',
      })),
    );
    const done = await replayWith(replay.id, ({ status }) => status === 'done');
    expect(done.counts).toEqual({ selected: 20, sent: 20, waiting: 0, succeeded: 15, failed: 5 });
    // A replay does not claim letters again that failed in it.
    expect(await ops.resentOf(letters)).toHaveLength(20);
  });

  it('is previewed by a dry run, which changes nothing', async () => {
    const code = errorCode();
    const [letter] = await many(7, code);
    await ops.givenLetter({
      topic,
      group: 'tickets',
      errorCode: code,
      value: await ops.encode(topic, {
        id: 'o1',
        ticket: { id: 't' },
        reservation: 1,
        isPublishedAsV2: false,
        version: 1,
        reason: 'x',
      }),
    });
    await ops.givenLetter({ topic, group: 'tickets', errorCode: code });
    const { status, body } = await ops.request('POST', '/replays', { filter: { errorCode: code }, dryRun: true });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      dryRun: true,
      count: 9,
      groups: [
        { group: 'orders', topic: 'payments.payment.failed.v1', errorCode: code, count: 7 },
        { group: 'tickets', topic, errorCode: code, count: 2 },
      ],
      skip: { versioned: 2, withPosition: 1, byHand: 1 },
    });
    expect((body as { sample: unknown[] }).sample).toHaveLength(5);
    expect(await ops.readLetter(letter?.id ?? '')).toMatchObject({ state: 'open' });
  });

  it('keeps its rate', async () => {
    const code = errorCode();
    const letters = await many(40, code);
    const startedAt = performance.now();
    await ops.begin({ filter: { errorCode: code }, ratePerSecond: 20 });
    await ops.resentOf(letters);
    const seconds = (performance.now() - startedAt) / 1000;

    // 40 at 20 per second, including a burst of 5 and one immediately.
    expect(seconds).toBeGreaterThan(34 / 20);
    expect(seconds).toBeLessThan(10);
  });

  it('stops when cancelled; letters already sent are not recalled', async () => {
    const code = errorCode();
    const letters = await many(60, code);
    const { id } = await ops.begin({ filter: { errorCode: code }, ratePerSecond: 10 });
    await ops.resentOf(letters, 3);
    const answer = await ops.request('POST', `/replays/${id}/cancel`, { reason: 'wrong ones' });
    expect(answer).toMatchObject({ status: 200, body: { status: 'cancelled', cancelledBy: ops.operator } });
    expect(await ops.request('POST', `/replays/${id}/cancel`, {})).toMatchObject({ status: 200 });
    const ended = await ops.until(
      () => ops.get<ReplayBody & { endedAt: string | null }>(`/replays/${id}`),
      ({ endedAt }) => endedAt !== null,
    );

    expect(ended.counts.sent).toBeGreaterThanOrEqual(3);
    expect(ended.counts.sent).toBeLessThan(60);
    expect(await ops.get<LetterBody[]>(`/letters?errorCode=${code}&state=open&limit=100`)).toHaveLength(
      60 - ended.counts.sent,
    );
    expect(await ops.get<LetterBody[]>(`/letters?errorCode=${code}&state=replaying&limit=100`)).toHaveLength(
      ended.counts.sent,
    );
    const [audited] = await ops.get<object[]>('/audit?limit=1');
    expect(audited).toMatchObject({ action: 'cancel', reason: 'wrong ones', replayId: id });
  });

  it('can’t be cancelled once everything is sent', async () => {
    const letter = await ops.givenLetter();
    const { id } = await ops.begin({ ids: [letter.id] });
    const cancel = () => ops.request('POST', `/replays/${id}/cancel`, {});
    await ops.until(
      () => ops.get<{ endedAt: string | null }>(`/replays/${id}`),
      ({ endedAt }) => endedAt !== null,
    );
    expect([(await cancel()).status, codesOf(await cancel())]).toEqual([409, ['replay_ended']]);
  });

  it('resumes when its process is killed: every letter is sent, under one id', async () => {
    const code = errorCode();
    const letters = await many(80, code);
    const { id } = await ops.begin({ filter: { errorCode: code }, ratePerSecond: 40 });
    for (const sent of [10, 35]) {
      await ops.resentOf(letters, sent);
      await ops.kill();
      await ops.start();
    }
    const done = await replayWith(id, ({ counts }) => counts.sent === 80);
    // Some are sent twice, so the last ones may be more than the 80th.
    const idsByEvent = await ops.until(
      async () => Map.groupBy(await ops.resentOf(letters, 80), ({ headers }) => headers.eventId),
      ({ size }) => size === 80,
    );

    expect(done.counts).toMatchObject({ selected: 80, sent: 80, waiting: 80 });
    expect(idsByEvent.size).toBe(80);
    for (const sent of idsByEvent.values()) expect(new Set(sent.map(resendIdOf)).size).toBe(1);
  }, 120_000);

  it('sends letters claimed but not published when its process crashed, under the same id', async () => {
    const letter = await ops.givenLetter();
    const { replay, message } = await replayOne(letter);
    await replayWith(replay.id, ({ counts }) => counts.sent === 1);
    await ops.kill();
    // The state between claim and acknowledgement.
    await ops.connection
      .collection<{ _id: string }>('resends')
      .updateOne({ _id: resendIdOf(message) }, { $set: { publishedAt: null } });
    await ops.connection
      .collection<{ _id: string }>('replays')
      .updateOne({ _id: replay.id }, { $set: { state: 'sending', endedAt: null } });
    await ops.start();
    const messages = await ops.resentOf([letter], 2);

    expect(messages.map(resendIdOf)).toEqual([resendIdOf(message), resendIdOf(message)]);
    expect((await replayWith(replay.id, ({ counts }) => counts.sent === 1)).counts).toMatchObject({
      selected: 1,
      sent: 1,
    });
  }, 60_000);

  it('is not blocked by a letter that the broker refuses', async () => {
    const code = errorCode();
    const big = {
      errorCode: code,
      group: 'expiration' as const,
      topic: 'orders.order.created.v1' as const,
      value: Buffer.alloc(20_000),
    };
    const [letter] = await ops.givenLetters([big, { errorCode: code }, { errorCode: code }]);
    const admin = await openAdmin(ops.kafka);
    await admin.replaceSettings(
      new Map([['orders.order.created.v1.expiration.retry.0', { 'max.message.bytes': '10000' }]]),
    );
    await admin.close();
    const { id } = await ops.begin({ filter: { errorCode: code }, ratePerSecond: 1000 });

    expect(await replayWith(id, ({ counts }) => counts.sent === 2 && counts.failed === 1)).toMatchObject({
      counts: { sent: 2, failed: 1 },
    });
    expect(await ops.readLetter(letter?.id ?? '')).toMatchObject({
      state: 'failed_again',
      resends: [{ reports: [{ outcome: 'not_sent' }] }],
    });
  });
});

describe('a replay request', () => {
  const post = (body: object): Promise<Answer> => ops.request('POST', '/replays', body);

  it.each<[string, object, number, string]>([
    ['empty', {}, 400, 'invalid_input'],
    ['ids and a filter', { ids: ['0'.repeat(24)], filter: { group: 'orders' } }, 400, 'invalid_input'],
    ['an empty filter', { filter: {} }, 400, 'invalid_input'],
    ['a filter with an unknown field', { filter: { group: 'orders', owner: 'x' } }, 400, 'invalid_input'],
    ['an invalid id', { ids: ['x'] }, 400, 'invalid_input'],
    ['an unknown letter', { ids: ['0'.repeat(24)] }, 404, 'not_found'],
    ['settled letters by a filter', { filter: { states: ['succeeded'] } }, 400, 'states_not_replayable'],
    ['a filter without matches', { filter: { errorCode: 'never happened' } }, 400, 'nothing_selected'],
    ['at rate 0', { filter: { group: 'orders' }, ratePerSecond: 0 }, 400, 'invalid_input'],
    ['too fast', { filter: { group: 'orders' }, ratePerSecond: 1001 }, 400, 'invalid_input'],
  ])('is refused when it is %s', async (_, body, status, code) => {
    const answer = await post(body);
    expect([answer.status, codesOf(answer)]).toEqual([status, [code]]);
  });

  it('is started once per Idempotency-Key, and audited', async () => {
    const letter = await ops.givenLetter();
    const headers = { cookie: ops.cookie, 'idempotency-key': randomUUID() };
    const body = { ids: [letter.id], reason: 'the ticket is there now' };
    const answers = [
      await ops.request('POST', '/replays', body, headers),
      await ops.request('POST', '/replays', body, headers),
    ];
    const [first, second] = answers.map(({ body: replay }) => (replay as ReplayBody).id);

    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(second).toBe(first);
    const entries = await ops.get<{ replayId: string }[]>('/audit?limit=5');
    expect(entries.filter(({ replayId }) => replayId === first)).toMatchObject([
      {
        action: 'replay',
        operator: ops.operator,
        reason: body.reason,
        letters: 1,
        selection: { ids: [letter.id] },
        details: { ratePerSecond: 50 },
      },
    ]);
  });

  it('is listed in pages, newest first', async () => {
    const [letter, other] = await ops.givenLetters([{}, {}]);
    const first = await ops.begin({ ids: [letter?.id] });
    const second = await ops.begin({ ids: [other?.id] });
    const page = await ops.request('GET', '/replays?limit=1');
    const next = /^<\/api\/ops(.*)>; rel="next"$/.exec(page.headers.get('link') ?? '')?.[1] ?? '';

    expect(page.body).toMatchObject([{ id: second.id }]);
    expect(await ops.get(next)).toMatchObject([{ id: first.id }]);
    expect(await ops.request('GET', `/replays/${randomUUID()}`)).toMatchObject({ status: 404 });
  });
});
