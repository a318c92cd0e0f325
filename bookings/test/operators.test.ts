import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { codesOf, cookieOf, someUser, type TestUser } from '@ticketing/testing/api';
import { type BookingsFixture, impatientMs, startBookings } from './bookings-fixture.ts';

let bookings: BookingsFixture;
beforeAll(async () => {
  bookings = await startBookings({ waitMs: impatientMs });
});
afterAll(() => bookings.stop());

const operator = someUser();
const asOperator = (method: string, path: string) =>
  bookings.api.request(method, path, { headers: { cookie: cookieOf(operator, { roles: ['operator'] }) } });

/** A booking whose seats nobody has answered for. */
async function begin(buyer: TestUser): Promise<string> {
  bookings.answering.seats = 'silent';
  const body = { performanceId: randomBytes(12).toString('hex'), seats: ['coach-1:1:1'] };
  const { body: booking } = await bookings.api.request('POST', '/api/bookings', { as: buyer, body });
  return (booking as { id: string }).id;
}

it('is for operators only', async () => {
  for (const [method, path] of [
    ['GET', '/api/bookings/sagas'],
    ['GET', `/api/bookings/sagas/${randomUUID()}`],
    ['POST', `/api/bookings/sagas/${randomUUID()}/retry`],
    ['POST', `/api/bookings/sagas/${randomUUID()}/compensation`],
  ] as const) {
    expect((await bookings.api.request(method, path)).status).toBe(401);
    expect((await bookings.api.request(method, path, { as: someUser() })).status).toBe(403);
  }
});

it('finds sagas by state, id, person and event', async () => {
  const buyer = someUser();
  const id = await begin(buyer);
  const ids = async (query: string) =>
    ((await asOperator('GET', `/api/bookings/sagas?${query}`)).body as { id: string }[]).map((saga) => saga.id);
  expect(await ids('status=running')).toContain(id);
  expect(await ids('status=stuck')).toEqual([]);
  expect(await ids(`search=${buyer.id}`)).toEqual([id]);
  expect(await ids(`search=${id}`)).toEqual([id]);
  expect(await ids('search=nobody')).toEqual([]);
  expect((await asOperator('GET', '/api/bookings/sagas?status=unknown')).status).toBe(400);
});

it('pages sagas, newest first', async () => {
  const buyer = someUser();
  const first = await begin(buyer);
  const second = await begin(buyer);
  const page = await asOperator('GET', `/api/bookings/sagas?search=${buyer.id}&limit=1`);
  expect(page.body).toMatchObject([{ id: second }]);
  const next = /<(.+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1] ?? '';
  const last = await asOperator('GET', next);
  expect(last.body).toMatchObject([{ id: first }]);
  expect(last.headers.get('link')).toBeNull();
});

it('shows the history of a saga, its commands, and a diagram', async () => {
  const id = await begin(someUser());
  const { body } = await asOperator('GET', `/api/bookings/sagas/${id}`);
  expect(body).toMatchObject({
    ...{ id, definition: 'book-journey', definitionVersion: 1, status: 'running', step: 'seats', error: null },
    waitsFor: 'reply',
    steps: [
      { name: 'seats', state: 'sent', attempts: { step: 1, compensation: 0 }, isPivot: false, canBeUndone: true },
      { name: 'manifest', state: 'unsent' },
      { name: 'payment', state: 'unsent', isPivot: true, canBeUndone: false },
      { name: 'issue', state: 'unsent' },
    ],
    timeline: [
      { position: 1, type: 'Started' },
      {
        ...{ position: 2, type: 'CommandSent', step: 'seats', topic: 'bookings.seats.requested.v1' },
        ...{ attempt: 1, participant: 'orders', by: null, code: null },
        ...{ correlationId: `${id}:seats:1`, answeredAt: null, outcome: null },
      },
    ],
  });
  expect((body as { diagram: string }).diagram).toContain('flowchart');
  expect((await asOperator('GET', `/api/bookings/sagas/${randomUUID()}`)).status).toBe(404);
});

it('undoes a saga and retries one, and both are in its history', async () => {
  const id = await begin(someUser());
  const undo = () => asOperator('POST', `/api/bookings/sagas/${id}/compensation`);
  expect((await undo()).status).toBe(204);
  expect((await undo()).status).toBe(204);
  // Nobody answers the release either: its timeout schedules the next attempt.
  await bookings.passTime(id);
  expect((await asOperator('POST', `/api/bookings/sagas/${id}/retry`)).status).toBe(204);
  const { body } = await asOperator('GET', `/api/bookings/sagas/${id}`);
  const { timeline } = body as { timeline: { type: string; event: { by?: string } }[] };
  const requests = timeline.filter(({ event }) => event.by !== undefined);
  expect(requests.map(({ type, event: { by } }) => [type, by])).toEqual([
    ['CancelRequested', operator.id],
    ['RetryRequested', operator.id],
  ]);
});

it('refuses to undo what is paid, and to retry what is over', async () => {
  const buyer = someUser();
  const id = await begin(buyer);
  delete bookings.answering.seats;
  bookings.answering.issue = 'silent';
  while ((await bookings.answerAll()) > 0);
  const undo = await asOperator('POST', `/api/bookings/sagas/${id}/compensation`);
  expect([undo.status, codesOf(undo)]).toEqual([400, ['past_pivot']]);
  delete bookings.answering.issue;
  while ((await bookings.answerAll()) > 0);
  const retry = await asOperator('POST', `/api/bookings/sagas/${id}/retry`);
  expect([retry.status, codesOf(retry)]).toEqual([400, ['saga_is_over']]);
});

it('says what an operator may do', async () => {
  const id = await begin(someUser());
  const mayDo = async () =>
    ((await asOperator('GET', `/api/bookings/sagas/${id}`)).body as { actions: object }).actions;
  expect(await mayDo()).toEqual({ retry: false, compensate: true });
  await bookings.passTime(id);
  expect(await mayDo()).toEqual({ retry: true, compensate: true });
  await asOperator('POST', `/api/bookings/sagas/${id}/compensation`);
  expect(await mayDo()).toEqual({ retry: false, compensate: false });
  await bookings.passTime(id);
  expect(await mayDo()).toEqual({ retry: true, compensate: false });
  await bookings.database.$executeRaw`UPDATE sagas SET definition_version = 99 WHERE id = ${id}::uuid`;
  const { body } = await asOperator('GET', `/api/bookings/sagas/${id}`);
  expect(body).toMatchObject({
    ...{ actions: { retry: false, compensate: false }, diagram: null },
    steps: Array.from({ length: 4 }, () => ({ isPivot: null, canBeUndone: null })),
  });
});

it('refuses requests about a version that this program does not have', async () => {
  const id = await begin(someUser());
  await bookings.database.$executeRaw`UPDATE sagas SET definition_version = 99 WHERE id = ${id}::uuid`;
  for (const action of ['retry', 'compensation']) {
    const answer = await asOperator('POST', `/api/bookings/sagas/${id}/${action}`);
    expect([answer.status, codesOf(answer)]).toEqual([400, ['unknown_definition']]);
  }
});
