import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isTransient, retryTransient } from '@ticketing/common/errors';
import { inTransaction } from '@ticketing/common/mongo';
import type { CatalogAnswered, EntryRequested, EventByTopic, Topic } from '@ticketing/contracts';
import { codesOf, someUser, type TestUser } from '@ticketing/testing/api';
import { type EnteredParty, enter, issue as issueTo } from '../src/domain/manifest.ts';
import { expectedEvents } from '../src/use-cases/expected-events.ts';
import { type CatalogFixture, type Hall, startCatalog } from './catalog-fixture.ts';

let catalog: CatalogFixture;
let hall: Hall;
beforeAll(async () => {
  catalog = await startCatalog();
  hall = await catalog.givenHall();
});
afterAll(() => catalog.stop());

let attempts = 0;
/** As the orchestrator names attempts; each is another one. */
const nextAttempt = (sagaId: string) => {
  attempts += 1;
  return { sagaId, correlationId: `${sagaId}:manifest:${attempts}` };
};
type Attempt = ReturnType<typeof nextAttempt>;

const places = [1, 2].map((number) => ({
  ...{ seatId: `stalls:A:${number}`, sectionId: 'stalls', label: `Stalls, row A, seat ${number}` },
}));
const partyOf = (performanceId: string): EnteredParty => ({
  ...{ orderId: randomUUID(), userId: someUser().id, performanceId, places },
});
const entryOf = (performanceId: string, sagaId: string = randomUUID()): EntryRequested => ({
  ...nextAttempt(sagaId),
  ...partyOf(performanceId),
  places: [...places],
});

async function answerTo({ sagaId, correlationId }: Attempt): Promise<CatalogAnswered> {
  const rows = await catalog.answersTo(sagaId);
  const answers = rows.map(({ payload }) => payload as CatalogAnswered);
  const [answer, ...others] = answers.filter((each) => each.correlationId === correlationId);
  if (!answer || others.length > 0) throw new Error('a command was not answered once');
  return answer;
}
/** Delivers a command until it is applied, and returns its answer: transactions on one entry conflict. */
async function answered<T extends CommandTopic>(topic: T, command: EventByTopic[T]): Promise<CatalogAnswered> {
  await retryTransient(() => catalog.deliver(topic, command), { forMs: 10_000, intervalMs: 20 });
  return answerTo(command);
}
type CommandTopic = Extract<Topic, `bookings.${'entry' | 'withdrawal' | 'issue'}.requested.v1`>;
const enterParty = (performanceId: string, sagaId?: string) =>
  answered('bookings.entry.requested.v1', entryOf(performanceId, sagaId));
const withdraw = (sagaId: string) => answered('bookings.withdrawal.requested.v1', nextAttempt(sagaId));
const issue = (sagaId: string) => answered('bookings.issue.requested.v1', nextAttempt(sagaId));
const cancel = (id: string) =>
  catalog.send('POST', `/api/performances/${id}/cancellation`, hall.owner, { reason: 'Snow' });
const read = (id: string, as: TestUser | undefined = hall.owner, query = '') =>
  catalog.send('GET', `/api/performances/${id}/manifest${query}`, as);
/** Returns the ids of the bookings in a manifest. */
const readBookings = async (id: string) =>
  ((await read(id)).body as { bookingId: string }[]).map(({ bookingId }) => bookingId);

const succeeded = { outcome: 'succeeded', reason: null };
const failed = (reason: string) => ({ outcome: 'failed', reason, ticketNumbers: [] });

describe('an entry', () => {
  it('is made once, however often the command comes', async () => {
    const { id } = await catalog.givenPublished(hall);
    const first = await enterParty(id);
    expect(first).toMatchObject({ ...succeeded, ticketNumbers: [] });
    const again = await enterParty(id, first.sagaId);
    expect(again).toEqual({ ...first, correlationId: again.correlationId });
    expect(await catalog.connection.collection('manifest').countDocuments({ 'party.performanceId': id })).toBe(1);
  });

  it('is answered under its saga, with the trace of its command', async () => {
    const { id } = await catalog.givenPublished(hall);
    const [entry, traceparent] = [entryOf(id), `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`];
    await catalog.deliver('bookings.entry.requested.v1', entry, randomUUID(), traceparent);
    expect(await catalog.answersTo(entry.sagaId)).toMatchObject([{ key: entry.sagaId, headers: { traceparent } }]);
  });

  it('is answered again, and made once, when its command is replayed after the inbox forgot it', async () => {
    const { id } = await catalog.givenPublished(hall);
    const [entry, eventId] = [entryOf(id), randomUUID()];
    for (const _time of [1, 2]) {
      await catalog.connection.collection('inbox').deleteMany({});
      await catalog.deliver('bookings.entry.requested.v1', entry, eventId);
    }
    const answers = await catalog.answersTo(entry.sagaId);
    expect(answers.map(({ payload }) => payload)).toMatchObject([succeeded, succeeded]);
    expect(await catalog.connection.collection('manifest').countDocuments({ 'party.performanceId': id })).toBe(1);
  });

  it('is refused for a performance that is unknown, a draft or cancelled, each time alike', async () => {
    const [draft, cancelled] = [await catalog.givenDraft(hall), await catalog.givenPublished(hall)];
    await cancel(cancelled.id);
    for (const [id, reason] of [
      ['f'.repeat(24), 'not_found'],
      ['no id', 'not_found'],
      [draft.id, 'not_found'],
      [cancelled.id, 'performance_cancelled'],
    ] as const) {
      const first = await enterParty(id);
      expect(first).toMatchObject(failed(reason));
      const { id: onSale } = await catalog.givenPublished(hall);
      expect(await enterParty(onSale, first.sagaId)).toMatchObject(failed(reason));
    }
  });

  it('stays as it was answered when its performance is cancelled afterwards', async () => {
    const { id } = await catalog.givenPublished(hall);
    const { sagaId } = await enterParty(id);
    await cancel(id);
    expect(await enterParty(id, sagaId)).toMatchObject(succeeded);
  });

  it('stays when its buyer deletes the account, as the order does', async () => {
    const { id } = await catalog.givenPublished(hall);
    const entry = entryOf(id);
    await catalog.deliver('bookings.entry.requested.v1', entry);
    await catalog.deliver('auth.user.deleted.v1', { id: entry.userId, deletedAt: Date.now() });
    expect(await issue(entry.sagaId)).toMatchObject(succeeded);
  });
});

describe('a withdrawal', () => {
  it('takes an entry back, and refuses it from then on', async () => {
    const { id } = await catalog.givenPublished(hall);
    const { sagaId } = await enterParty(id);
    for (let count = 0; count < 2; count += 1) expect(await withdraw(sagaId)).toMatchObject(succeeded);
    expect(await enterParty(id, sagaId)).toMatchObject(failed('undone'));
    expect(await issue(sagaId)).toMatchObject(failed('undone'));
  });

  it('that overtakes its entry makes it refused', async () => {
    const { id } = await catalog.givenPublished(hall);
    const sagaId = randomUUID();
    expect(await withdraw(sagaId)).toMatchObject(succeeded);
    expect(await enterParty(id, sagaId)).toMatchObject(failed('undone'));
    expect(await issue(sagaId)).toMatchObject(failed('undone'));
  });

  it('leaves nothing, whichever comes first', async () => {
    const { id } = await catalog.givenPublished(hall);
    const sagaIds = Array.from({ length: 10 }, () => randomUUID());
    await Promise.all(sagaIds.flatMap((sagaId) => [enterParty(id, sagaId), withdraw(sagaId)]));
    for (const sagaId of sagaIds) expect(await issue(sagaId)).toMatchObject({ outcome: 'failed' });
    expect(await readBookings(id)).toEqual([]);
  });

  it('keeps the reason of a refusal', async () => {
    const { sagaId } = await enterParty('f'.repeat(24));
    expect(await withdraw(sagaId)).toMatchObject(succeeded);
    expect(await enterParty('f'.repeat(24), sagaId)).toMatchObject(failed('not_found'));
  });

  it('is forgotten after its commands are; an entry is kept', async () => {
    const { id } = await catalog.givenPublished(hall);
    const [withdrawn, kept] = [await enterParty(id), await enterParty(id)];
    await withdraw(withdrawn.sagaId);
    const stored = catalog.connection.collection<{ _id: string; forgetAt: Date | null }>('manifest');
    const inDays = (await stored.findOne({ _id: withdrawn.sagaId }))?.forgetAt?.getTime() ?? 0;
    expect((inDays - Date.now()) / 86_400_000).toBeCloseTo(35);
    expect(await stored.findOne({ _id: kept.sagaId })).toMatchObject({ forgetAt: null });
  });
});

describe('tickets', () => {
  it('are issued once, one number per place, in the order of the places', async () => {
    const { id } = await catalog.givenPublished(hall);
    const { sagaId } = await enterParty(id);
    const first = await issue(sagaId);
    expect(first).toMatchObject(succeeded);
    const code = first.ticketNumbers[0]?.slice(0, 9) ?? '';
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
    expect(first.ticketNumbers).toEqual([`${code}-01`, `${code}-02`]);
    const again = await issue(sagaId);
    expect(again).toEqual({ ...first, correlationId: again.correlationId });
  });

  it('are issued once when two attempts arrive at the same time', async () => {
    const { sagaId } = await enterParty((await catalog.givenPublished(hall)).id);
    const answers = await Promise.all([1, 2, 3].map(() => issue(sagaId)));
    expect(new Set(answers.map(({ ticketNumbers }) => ticketNumbers.join())).size).toBe(1);
  });

  it('are refused for an unknown entry, and issued once it has arrived', async () => {
    const { id } = await catalog.givenPublished(hall);
    const sagaId = randomUUID();
    expect(await issue(sagaId)).toMatchObject(failed('not_found'));
    await enterParty(id, sagaId);
    expect(await issue(sagaId)).toMatchObject(succeeded);
  });

  it('never have the number of another booking: a retry gets others', async () => {
    const { id } = await catalog.givenPublished(hall);
    const save = () =>
      inTransaction(catalog.connection, (session) =>
        catalog.stores.manifest.save(
          session,
          [issueTo(enter(randomUUID(), partyOf(id), 'on_sale'), 'TEST-TEST', new Date())],
          [],
        ),
      );
    await save();
    const error = await save().catch((cause: unknown) => cause);
    expect(isTransient(error)).toBe(true);
    expect(await readBookings(id)).toHaveLength(1);
  });

  it('answer no event that a performance implies', async () => {
    const topics: string[] = [];
    for await (const events of expectedEvents(catalog.stores)()) topics.push(...events.map(({ topic }) => topic));
    expect(topics).not.toContain('catalog.booking.answered.v1');
  });
});

describe('the manifest', () => {
  it('lists who has tickets in the order of their issue, a page at a time', async () => {
    const [{ id }, other] = [await catalog.givenPublished(hall), await catalog.givenPublished(hall)];
    const issued: CatalogAnswered[] = [];
    for (let count = 0; count < 3; count += 1) issued.push(await issue((await enterParty(id)).sagaId));
    await enterParty(id);
    await issue((await enterParty(other.id)).sagaId);

    const first = await read(id, hall.owner, '?limit=2');
    expect(first.body).toEqual(
      issued.slice(0, 2).map(({ sagaId: bookingId, ticketNumbers }) => ({
        ...{ bookingId, issuedAt: expect.any(String) },
        places: places.map((place, index) => ({ ...place, ticketNumber: ticketNumbers[index] })),
      })),
    );
    const next = /<(.*)>/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    const second = await catalog.send('GET', next, hall.owner);
    expect(second.body).toMatchObject([{ bookingId: issued[2]?.sagaId }]);
    expect(second.headers.get('link')).toBeNull();

    await withdraw(issued[0]?.sagaId ?? '');
    expect(await readBookings(id)).toEqual(issued.slice(1).map(({ sagaId }) => sagaId));
  });

  it('shows no seat for standing places, and nothing about the buyer', async () => {
    const { id } = await catalog.givenPublished(hall);
    const entry = { ...entryOf(id), places: [{ seatId: null, sectionId: 'floor', label: 'Floor' }] };
    await catalog.deliver('bookings.entry.requested.v1', entry);
    await issue(entry.sagaId);
    const { body } = await read(id);
    expect(body).toMatchObject([{ places: [{ sectionId: 'floor', label: 'Floor' }] }]);
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`seatId|${entry.userId}|${entry.orderId}`));
  });

  it('is for those who admit people', async () => {
    const [{ id }, draft] = [await catalog.givenPublished(hall), await catalog.givenDraft(hall)];
    for (const role of ['owner', 'box_office', 'scanner'])
      expect((await read(id, await catalog.givenMember(hall, role))).status).toBe(200);
    const finance = await read(id, await catalog.givenMember(hall, 'finance'));
    expect([finance.status, codesOf(finance)]).toEqual([403, ['role_required']]);
    const stranger = await read(id, someUser());
    expect([stranger.status, codesOf(stranger)]).toEqual([401, ['not_authorized']]);
    expect((await catalog.send('GET', `/api/performances/${id}/manifest`, undefined)).status).toBe(401);
    expect((await read(draft.id, someUser())).status).toBe(404);
    expect([(await read(draft.id)).status, (await read(draft.id)).body]).toEqual([200, []]);
    expect((await read('f'.repeat(24))).status).toBe(404);
  });
});
