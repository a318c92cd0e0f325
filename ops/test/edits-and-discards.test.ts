import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IncomingMessage } from '@ticketing/common/kafka';
import { replayHeaders } from '@ticketing/contracts';
import { codesOf } from '@ticketing/testing/api';
import { type LetterBody, type OpsFixture, startOps } from './ops-fixture.ts';

let ops: OpsFixture;
beforeAll(async () => {
  ops = await startOps();
}, 180_000);
afterAll(() => ops?.stop());

const topic = 'orders.order.cancelled.v1';
const cancelled = (id: string, version = 1) => ({
  id,
  ticket: { id: 't' },
  reservation: 1,
  isPublishedAsV2: false,
  version,
  reason: 'buyer',
});
const resendIdOf = ({ headers }: IncomingMessage): string => headers[replayHeaders.replayId] ?? '';
const letterWith = (id: string, state: string) =>
  ops.until(
    () => ops.readLetter(id),
    (letter) => letter.state === state,
  );
const versionedLetter = async (id: string = randomUUID()) =>
  ops.givenLetter({ topic, group: 'tickets', value: await ops.encode(topic, cancelled(id)) });
const lastAudited = async () => (await ops.get<object[]>('/audit?limit=1'))[0];

describe('edit and resend', () => {
  const edit = (id: string, body: object) => ops.request('POST', `/letters/${id}/edit`, body);

  it('resends an undecodable letter with a valid value; the record keeps the original', async () => {
    const letter = await ops.givenLetter({ topic, group: 'tickets' });
    const event = cancelled(randomUUID());
    const answer = await edit(letter.id, { value: event, reason: 'a program sent text' });
    expect(answer).toMatchObject({ status: 202, body: { kind: 'edit', counts: { selected: 1 } } });
    const [message] = await ops.resentOf([letter]);

    expect(message?.topic).toBe(`${topic}.tickets.retry.0`);
    expect({ ...(await ops.codec.decode(topic, message?.value as Buffer)) }).toEqual(event);
    expect(message?.headers.eventId).toBe(letter.eventId);
    expect(await ops.readLetter(letter.id)).toMatchObject({
      state: 'replaying',
      raw: letter.raw,
      resends: [{ kind: 'edit' }],
    });
    expect(await lastAudited()).toMatchObject({
      action: 'edit',
      reason: 'a program sent text',
      operator: ops.operator,
    });
  });

  it('of a relay’s row sends JSON under the key of the edited event', async () => {
    const [row, raw] = await ops.givenLetters([
      {
        topic: 'tickets.ticket.created.v1',
        group: 'outbox-worker',
        originTopic: 'outbox',
        value: Buffer.from('{"id":"t1"}'),
        key: 't1',
      },
      {
        topic,
        group: 'outbox-worker',
        originTopic: `${topic}.raw`,
        value: Buffer.from('{'),
        key: null,
        eventId: null,
        errorCode: 'no_event_id',
      },
    ]);
    const ticket = {
      id: 't1',
      title: 'Concert',
      price: 100,
      currency: 'USD',
      userId: 'u',
      version: 0,
      status: 'available',
    };
    const order = cancelled(randomUUID());
    await edit(row?.id ?? '', { value: ticket, reason: 'a field was missing' });
    await edit(raw?.id ?? '', { value: order, reason: 'cut off' });
    const sentTo = (to: string, key: string) =>
      ops.until(
        async () => ops.received.find((message) => message.topic === to && message.key?.toString() === key),
        Boolean,
      );
    const ofRow = await sentTo('tickets.ticket.created.v1.outbox-worker.retry.0', 't1');
    const ofRaw = await sentTo(`${topic}.raw`, order.id);

    expect(JSON.parse(ofRow?.value?.toString() ?? '')).toEqual(ticket);
    expect(ofRow?.headers.eventId).toBe(row?.eventId);
    expect(JSON.parse(ofRaw?.value?.toString() ?? '')).toEqual(order);
    expect(ofRaw?.headers.eventId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is checked by a dry run, which sends nothing', async () => {
    const letter = await ops.givenLetter({ topic, group: 'tickets' });
    const event = cancelled(randomUUID());
    const answer = await edit(letter.id, { value: event, dryRun: true });

    expect(answer).toMatchObject({
      status: 200,
      body: { dryRun: true, value: (await ops.encode(topic, event)).toString('base64') },
    });
    expect(await ops.readLetter(letter.id)).toMatchObject({ state: 'open', resends: [] });
  });

  it.each<[string, object, string, RegExp]>([
    ['without a reason', { value: cancelled('o') }, 'invalid_input', /reason/],
    ['without a value', { reason: 'because' }, 'invalid_input', /value/],
    [
      'with a field of another type',
      { value: { ...cancelled('o'), version: 'one' }, reason: 'because' },
      'schema_mismatch',
      /"version"/,
    ],
    [
      'with an undeclared field',
      { value: { ...cancelled('o'), email: 'a@b.c' }, reason: 'because' },
      'schema_mismatch',
      /./,
    ],
    ['with null', { value: null, reason: 'because' }, 'schema_mismatch', /./],
  ])('is refused %s', async (_, body, code, message) => {
    const { id } = await ops.givenLetter({ topic, group: 'tickets' });
    const answer = await edit(id, body);
    expect([answer.status, codesOf(answer)]).toEqual([400, [code]]);
    expect((answer.body as { errors: { message: string }[] }).errors[0]?.message).toMatch(message);
    expect(await ops.readLetter(id)).toMatchObject({ state: 'open' });
  });

  it('is refused for an unknown letter', async () => {
    expect(await edit('0'.repeat(24), { value: {}, reason: 'because' })).toMatchObject({ status: 404 });
  });
});

describe('discarding letters', () => {
  const discard = (body: object) => ops.request('POST', '/discards', { reason: 'not needed', ...body });

  it('settles unversioned letters immediately, with operator and reason', async () => {
    const errorCode = `error_${randomUUID()}`;
    const letters = await ops.givenLetters([{ errorCode }, { errorCode }]);
    const answer = await discard({ filter: { errorCode } });

    expect(answer).toMatchObject({ status: 200, body: { discarded: 2, replay: null } });
    for (const { id } of letters)
      expect(await ops.readLetter(id)).toMatchObject({
        state: 'discarded',
        discard: { by: ops.operator.id, reason: 'not needed', skip: null },
      });
    expect(await lastAudited()).toMatchObject({
      action: 'discard',
      letters: 2,
      reason: 'not needed',
      selection: { filter: { errorCode } },
    });
  });

  it('requires a choice for a version that others wait for', async () => {
    const { id } = await versionedLetter();
    const answer = await discard({ ids: [id] });
    expect([answer.status, codesOf(answer)]).toEqual([400, ['gap_choice_required']]);
    expect(await ops.readLetter(id)).toMatchObject({ state: 'open' });

    expect(await discard({ ids: [id], keepGap: true })).toMatchObject({ status: 200, body: { discarded: 1 } });
    expect(await ops.readLetter(id)).toMatchObject({ state: 'discarded', discard: { skip: null } });
    expect(await lastAudited()).toMatchObject({ action: 'discard', details: { keepsGap: true } });
  });

  it('skips the letter’s version, and is done once the group has reported', async () => {
    const orderId = randomUUID();
    const letter = await versionedLetter(orderId);
    const answer = await discard({ ids: [letter.id], skip: true });
    expect(answer).toMatchObject({
      status: 200,
      body: { discarded: 0, replay: { kind: 'skip', counts: { selected: 1 } } },
    });
    const [message] = await ops.resentOf([letter]);

    expect(message).toMatchObject({
      topic: `${topic}.tickets.retry.0`,
      headers: { 'replay.skip': `order:${orderId}@1`, eventId: letter.eventId },
    });
    expect(await ops.readLetter(letter.id)).toMatchObject({ state: 'replaying', discard: null });
    await ops.publishReports([
      { replayId: resendIdOf(message as IncomingMessage), group: 'tickets', topic, outcome: 'skipped' },
    ]);
    expect(await letterWith(letter.id, 'discarded')).toMatchObject({
      state: 'discarded',
      discard: { by: ops.operator.id, reason: 'not needed', skip: `order:${orderId}@1` },
    });
    expect(await lastAudited()).toMatchObject({ action: 'skip', reason: 'not needed', letters: 1 });
    // The group counts it as applied, so it can't be replayed.
    expect(await ops.request('POST', '/replays', { ids: [letter.id] })).toMatchObject({ status: 409 });
  });

  it('requires the version when the letter has none', async () => {
    const letter = await ops.givenLetter({ topic, group: 'tickets' });
    const codes = async (skip: unknown) => codesOf(await discard({ ids: [letter.id], skip }));
    expect(await codes(true)).toEqual(['position_unknown']);
    expect(await codes('ticket:1@1')).toEqual(['invalid_position']);
    expect(await codes('order:1')).toEqual(['invalid_position']);
    expect(await discard({ ids: [letter.id], skip: 'order:4711@1' })).toMatchObject({ status: 200 });
    const [message] = await ops.resentOf([letter]);

    expect(message?.headers[replayHeaders.skip]).toBe('order:4711@1');
  });

  it('skips an event that a relay failed to publish for every group that waits for it', async () => {
    const payload = Buffer.from(JSON.stringify(cancelled('4712')));
    const letter = await ops.givenLetter({
      topic,
      group: 'outbox-worker',
      originTopic: `${topic}.raw`,
      value: payload,
    });
    await discard({ ids: [letter.id], skip: true });
    const messages = await ops.resentOf([letter], 4);
    expect(messages.map((message) => message.topic).toSorted()).toEqual(
      ['expiration', 'notifications', 'payments', 'tickets'].map((group) => `${topic}.${group}.retry.0`),
    );
    const [first] = messages as [IncomingMessage];
    const report = (group: string) =>
      ops.publishReports([{ replayId: resendIdOf(first), group, topic, outcome: 'skipped' }]);
    await report('tickets');
    await report('payments');
    await report('notifications');
    await ops.until(
      () => ops.readLetter(letter.id),
      ({ resends }) => resends[0]?.reports.length === 3,
    );
    expect(await ops.readLetter(letter.id)).toMatchObject({ state: 'replaying' });
    await report('expiration');

    expect(await letterWith(letter.id, 'discarded')).toMatchObject({
      state: 'discarded',
      discard: { skip: 'order:4712@1' },
    });
  });

  it('completes at once when the topic has no consumers', async () => {
    const value = Buffer.from('{"id":"u1","version":0}');
    const letter = await ops.givenLetter({
      topic: 'auth.user.created.v1',
      group: 'outbox-worker',
      originTopic: 'outbox',
      value,
    });
    await discard({ ids: [letter.id], skip: true });

    expect(await letterWith(letter.id, 'discarded')).toMatchObject({ state: 'discarded' });
  });

  it('skips the versioned letters of a selection and settles the others', async () => {
    const errorCode = `error_${randomUUID()}`;
    const value = await ops.encode(topic, cancelled(randomUUID()));
    const [plain, counted] = await ops.givenLetters([{ errorCode }, { errorCode, topic, group: 'tickets', value }]);
    const answer = await discard({ filter: { errorCode }, skip: true });

    expect(answer.body).toMatchObject({ discarded: 1, replay: { counts: { selected: 1 } } });
    expect(await ops.readLetter(plain?.id ?? '')).toMatchObject({ state: 'discarded' });
    expect(await letterWith(counted?.id ?? '', 'replaying')).toMatchObject({ resends: [{ kind: 'skip' }] });
  });

  it('can be undone by id if nothing was skipped', async () => {
    const letter = await ops.givenLetter();
    await discard({ ids: [letter.id] });
    await ops.begin({ ids: [letter.id] });

    expect(await ops.resentOf([letter])).toHaveLength(1);
    expect(await letterWith(letter.id, 'replaying')).toMatchObject({ discard: null });
  });

  it('expires settled letters, and only them', async () => {
    const [kept, settled] = await ops.givenLetters([{}, {}]);
    await discard({ ids: [settled?.id] });
    const letters = ops.connection.collection<{ _id: string; expireAt: Date | null }>('letters');
    const expireAt = async (letter: LetterBody | undefined) =>
      (await letters.findOne({ _id: letter?.id ?? '' }))?.expireAt;
    const days = ((await expireAt(settled))?.getTime() ?? 0) - Date.now();

    expect(Math.round(days / (24 * 3600 * 1000))).toBe(30);
    expect(await expireAt(kept)).toBeNull();
    expect(await letters.indexes()).toContainEqual(
      expect.objectContaining({ name: 'expire_settled', expireAfterSeconds: 0 }),
    );
  });

  it.each<[string, object, number, string]>([
    ['without a reason', { ids: ['0'.repeat(24)], reason: undefined }, 400, 'invalid_input'],
    ['with both choices', { ids: ['0'.repeat(24)], skip: true, keepGap: true }, 400, 'invalid_input'],
    ['of an unknown letter', { ids: ['0'.repeat(24)] }, 404, 'not_found'],
    ['of nothing', { filter: { errorCode: 'never happened' } }, 400, 'nothing_selected'],
    ['of settled ones', { filter: { states: ['succeeded'] } }, 400, 'states_not_replayable'],
  ])('is refused %s', async (_, body, status, code) => {
    const answer = await discard(body);
    expect([answer.status, codesOf(answer)]).toEqual([status, [code]]);
  });

  it('is previewed by a dry run', async () => {
    const { id } = await versionedLetter();
    const answer = await ops.request('POST', '/discards', { ids: [id], dryRun: true });
    expect(answer).toMatchObject({
      status: 200,
      body: { dryRun: true, count: 1, skip: { versioned: 1, withPosition: 1, byHand: 0 } },
    });
    expect(await ops.readLetter(id)).toMatchObject({ state: 'open' });
  });
});

describe('after a crash before the response to the first request of an Idempotency-Key', () => {
  const auditOf = async (letter: LetterBody) =>
    (await ops.get<{ selection: { ids?: string[] } }[]>('/audit?limit=20')).filter(({ selection }) =>
      selection?.ids?.includes(letter.id),
    );

  it.each([
    ['/replays', (letter: LetterBody) => ({ ids: [letter.id], reason: 'again' })],
    ['/discards', (letter: LetterBody) => ({ ids: [letter.id], reason: 'not needed', keepGap: true })],
    ['/discards', (letter: LetterBody) => ({ ids: [letter.id], reason: 'not needed', skip: true })],
    ['/letters/:id/edit', () => ({ value: cancelled(randomUUID()), reason: 'repaired' })],
  ])('a repeat of POST %s returns the result of the first one (%#)', async (path, bodyOf) => {
    const letter = await versionedLetter();
    const [headers, body] = [{ cookie: ops.cookie, 'idempotency-key': randomUUID() }, bodyOf(letter)];
    const send = (change: object = {}) =>
      ops.request('POST', path.replace(':id', letter.id), { ...body, ...change }, headers);
    const first = await send();
    await ops.expireResponses();

    expect(codesOf(await send({ reason: 'another' }))).toEqual(['idempotency_key_reused']);
    expect(await send()).toMatchObject({ status: first.status, body: identityOf(first.body) });
    expect(await auditOf(letter)).toHaveLength(1);
  });

  /** The fields that stay the same during a replay. */
  function identityOf(body: unknown): object {
    const { id, discarded, replay } = body as { id?: string; discarded?: number; replay?: { id: string } | null };
    return id === undefined ? { discarded, replay: replay && { id: replay.id } } : { id };
  }
});
