import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { silentLogger } from '@ticketing/common/log';
import { codesOf, cookieOf, someUser, type TestUser } from '@ticketing/testing/api';
import { Types } from 'mongoose';
import { limits } from '../src/domain/limits.ts';
import { addDays, localDateOf } from '../src/domain/local-time.ts';
import {
  type CatalogFixture,
  type Hall,
  hallCategories,
  type PerformanceBody,
  startCatalog,
} from './catalog-fixture.ts';

const log = silentLogger();
const errors = jest.spyOn(log, 'error');
let catalog: CatalogFixture;
let hall: Hall;
beforeAll(async () => {
  catalog = await startCatalog(log);
});
beforeEach(async () => {
  hall = await catalog.givenHall();
  errors.mockClear();
});
afterAll(() => catalog.stop());

const today = localDateOf(new Date(), 'Europe/Berlin');
const everyDay = [1, 2, 3, 4, 5, 6, 7];
const bodyOf = ({ organiserId, venueId }: Hall, change: object = {}) => ({
  ...{ organiserId, venueId, title: 'Night train', originId: 'berlin-de', destinationId: 'vienna-at' },
  ...{ weekdays: everyDay, leavesAt: '19:45', durationMinutes: 660, categories: hallCategories },
  ...{ from: addDays(today, 1), until: addDays(today, 300), saleOpensDaysBefore: 14 },
  ...change,
});
interface ScheduleBody {
  id: string;
  publishedUntil: string;
  endedAt: string | null;
}
const create = (change: object = {}, as: TestUser = hall.owner, headers: Record<string, string> = {}) =>
  catalog.send('POST', '/api/schedules', as, bodyOf(hall, change), headers);
const given = async (change: object = {}, of = hall): Promise<ScheduleBody> => {
  const answer = await catalog.send('POST', '/api/schedules', of.owner, bodyOf(of, change));
  expect(answer.status).toBe(201);
  return answer.body as ScheduleBody;
};
const end = (id: string, as: TestUser | undefined = hall.owner) => catalog.send('DELETE', `/api/schedules/${id}`, as);
const mine = async (as = hall.owner) => (await catalog.send('GET', '/api/schedules/mine', as)).body as ScheduleBody[];
const departuresOf = async ({ owner } = hall): Promise<PerformanceBody[]> => {
  const { body } = await catalog.send('GET', '/api/performances/mine?limit=100', owner);
  return (body as PerformanceBody[]).sort((one, other) => one.startsAt.localeCompare(other.startsAt));
};
const daysOf = async (of = hall) =>
  (await departuresOf(of)).map(({ startsAt }) => localDateOf(new Date(startsAt), 'Europe/Berlin'));
const nextDays = (count: number) => Array.from({ length: count }, (_, index) => addDays(today, index + 1));
const change = (id: string, set: object) =>
  catalog.connection.collection('schedules').updateOne({ _id: new Types.ObjectId(id) }, { $set: set });

describe('the departures of a schedule', () => {
  it('are published for the next thirty days, each with its event', async () => {
    const { id } = await given();
    await catalog.publishDepartures();
    const departures = await departuresOf();
    expect(await daysOf()).toEqual(nextDays(30));
    expect(departures[0]).toMatchObject({
      ...{ title: 'Night train', kind: 'departure', status: 'on_sale', version: 0, fromPrice: 19.5 },
      ...{ origin: { id: 'berlin-de' }, destination: { id: 'vienna-at' }, timeZone: 'Europe/Berlin' },
    });
    for (const departure of departures.slice(0, 3))
      expect(await catalog.outboxOf(departure.id)).toMatchObject([
        {
          topic: 'catalog.performance.published.v1',
          payload: { version: 0, startsAt: Date.parse(departure.startsAt) },
        },
      ]);
    expect(await mine()).toMatchObject([{ id, publishedUntil: addDays(today, 30), endedAt: null }]);
  });

  it('are published once by two replicas at the same time, and by every later run', async () => {
    const { id } = await given();
    await Promise.all([catalog.publishDepartures(), catalog.publishDepartures()]);
    expect(await daysOf()).toEqual(nextDays(30));
    await change(id, { publishedUntil: today, dueAt: new Date() });
    await catalog.publishDepartures();
    const departures = await departuresOf();
    expect(departures).toHaveLength(30);
    for (const departure of departures) expect(await catalog.outboxOf(departure.id)).toHaveLength(1);
    expect(errors).not.toHaveBeenCalled();
  });

  it('are continued where a run was interrupted', async () => {
    const { id } = await given();
    const { performances } = catalog.stores;
    let left = 10;
    // What a kill leaves: some transactions are committed, the current one is not, and nothing is noted at the end.
    const insertPublished: typeof performances.insertPublished = async (...input) => {
      await performances.insertPublished(...input);
      left -= 1;
      if (left < 0) throw new Error('killed');
    };
    await catalog.publishDepartures({ performances: { ...performances, insertPublished } });
    expect(await daysOf()).toEqual(nextDays(10));
    expect(await mine()).toMatchObject([{ publishedUntil: addDays(today, 10) }]);
    await change(id, { dueAt: new Date() });
    await catalog.publishDepartures();
    expect(await daysOf()).toEqual(nextDays(30));
  });

  it('are not delayed by another schedule that fails, which is logged and retried later', async () => {
    const [broken, other] = [await given(), await catalog.givenHall()];
    await given({}, other);
    await change(broken.id, { categories: [] });
    await catalog.publishDepartures();
    expect([await daysOf(hall), await daysOf(other)]).toEqual([[], nextDays(30)]);
    expect(errors.mock.calls).toMatchObject([[{ scheduleId: broken.id, err: { code: 'category_missing' } }, {}]]);
    errors.mockClear();
    await catalog.publishDepartures();
    expect(errors).not.toHaveBeenCalled();
  });

  it('keep the seat map of the schedule', async () => {
    await given();
    const sections = [{ id: 'floor', name: 'Floor', standing: { quota: 5, categoryId: 'other' } }];
    await catalog.send('PUT', `/api/venues/${hall.venueId}/seat-map`, hall.owner, { sections });
    await catalog.publishDepartures();
    const [first] = await departuresOf();
    const { body } = await catalog.send('GET', `/api/performances/${first?.id}`, undefined);
    expect(body).toMatchObject({ seatMap: { version: 1 } });
  });

  it('stay cancelled', async () => {
    const { id } = await given();
    await catalog.publishDepartures();
    const [first] = await departuresOf();
    const path = `/api/performances/${first?.id}/cancellation`;
    expect((await catalog.send('POST', path, hall.owner, { reason: 'Snow' })).status).toBe(200);
    await change(id, { publishedUntil: today, dueAt: new Date() });
    await catalog.publishDepartures();
    expect((await departuresOf())[0]).toMatchObject({ id: first?.id, status: 'cancelled', version: 1 });
  });

  it('are published no more when nobody can sell for the organiser', async () => {
    await given();
    const finance = await catalog.givenMember(hall, 'finance');
    await catalog.deliver('auth.user.deleted.v1', { id: hall.owner.id, deletedAt: Date.now() });
    await catalog.publishDepartures();
    expect([await mine(finance), await departuresOf({ ...hall, owner: finance })]).toMatchObject([
      [{ endedAt: expect.any(String) }],
      [],
    ]);
  });
});

describe('the end of a schedule', () => {
  it('leaves what is published on sale', async () => {
    const { id } = await given();
    await catalog.publishDepartures();
    for (let count = 0; count < 2; count += 1) expect((await end(id)).status).toBe(204);
    await change(id, { publishedUntil: today, dueAt: new Date() });
    await catalog.publishDepartures();
    expect(await mine()).toMatchObject([{ id, endedAt: expect.any(String) }]);
    expect((await departuresOf()).map(({ status }) => status)).toEqual(Array(30).fill('on_sale'));
  });

  it('is for owners and the box office', async () => {
    const { id } = await given();
    expect((await end(id, someUser())).status).toBe(401);
    const scanner = await end(id, await catalog.givenMember(hall, 'scanner'));
    expect([scanner.status, codesOf(scanner)]).toEqual([403, ['role_required']]);
    expect((await end('f'.repeat(24))).status).toBe(404);
    expect((await end(id, await catalog.givenMember(hall, 'box_office'))).status).toBe(204);
  });
});

describe('a schedule', () => {
  it('is created once for the same Idempotency-Key, also after a crash', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const first = await create({}, hall.owner, key);
    await catalog.expireResponses();
    expect((await create({}, hall.owner, key)).body).toEqual(first.body);
    expect(await mine()).toHaveLength(1);
  });

  it('is for sellers with a confirmed address, and for their own vehicles', async () => {
    expect((await create({}, someUser())).status).toBe(401);
    expect(codesOf(await create({}, await catalog.givenMember(hall, 'finance')))).toEqual(['role_required']);
    const headers = { cookie: cookieOf(hall.owner, { email_verified: false }) };
    const unconfirmed = await catalog.send('POST', '/api/schedules', undefined, bodyOf(hall), headers);
    expect(codesOf(unconfirmed)).toEqual(['email_not_verified']);
    const other = await catalog.givenHall();
    expect((await create({ venueId: other.venueId })).status).toBe(401);
    expect(await mine(someUser())).toEqual([]);
    expect((await catalog.send('GET', '/api/schedules/mine', undefined)).status).toBe(401);
  });

  it.each([
    ...[{ weekdays: [] }, { weekdays: [0] }, { weekdays: [1.5] }, { weekdays: Array(8).fill(1) }, { weekdays: 1 }],
    ...[{ leavesAt: '24:00' }, { leavesAt: '7:00' }, { leavesAt: 'noon' }, { durationMinutes: 0 }],
    ...[{ durationMinutes: 1e300 }, { durationMinutes: 10_081 }, { saleOpensDaysBefore: 31 }, { from: '2027-02-30' }],
    ...[{ until: '9999-12-31' }, { until: '2020-01-01', from: '2020-01-01' }, { until: '0000-00-00' }, { title: ' ' }],
    ...[{ maxParty: 13 }, { originId: 'vienna-at' }, { categories: [] }, { categories: Array(101).fill({}) }],
  ])('is refused with %j', async (body) => expect((await create(body)).status).toBe(400));

  it('is one of a few a day', async () => {
    for (let count = 0; count < limits.schedules; count += 1) expect((await create()).status).toBe(201);
    expect(codesOf(await create())).toEqual(['too_many_schedules']);
  });
});
