import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, cookieOf, someUser } from '@ticketing/testing/api';
import { limits } from '../src/domain/limits.ts';
import { type CatalogFixture, type Hall, type OrganiserBody, startCatalog } from './catalog-fixture.ts';

let catalog: CatalogFixture;
beforeAll(async () => {
  catalog = await startCatalog();
});
afterAll(() => catalog.stop());

const organise = (as = someUser(), headers: Record<string, string> = {}) =>
  catalog.send('POST', '/api/organisers', as, { name: 'Kammersaal' }, headers);

describe('an organiser', () => {
  it('is owned by who founds it, and is among their own', async () => {
    const owner = someUser();
    const { status, body } = await organise(owner);
    expect([status, body]).toMatchObject([201, { name: 'Kammersaal', members: [{ userId: owner.id, role: 'owner' }] }]);
    expect((await catalog.send('GET', '/api/organisers/mine', owner)).body).toEqual([body]);
    expect((await catalog.send('GET', '/api/organisers/mine', someUser())).body).toEqual([]);
    expect((await catalog.send('GET', '/api/organisers/mine', undefined)).status).toBe(401);
  });

  it('needs a confirmed address where one is required', async () => {
    const headers = { cookie: cookieOf(someUser(), { email_verified: false }) };
    const refused = await catalog.send('POST', '/api/organisers', undefined, { name: 'Kammersaal' }, headers);
    expect([refused.status, codesOf(refused)]).toEqual([403, ['email_not_verified']]);
  });

  it('is founded once for the same Idempotency-Key, also after a crash', async () => {
    const owner = someUser();
    const key = { 'idempotency-key': randomUUID() };
    const first = await organise(owner, key);
    await catalog.expireResponses();
    expect((await organise(owner, key)).body).toEqual(first.body);
    expect((await catalog.send('GET', '/api/organisers/mine', owner)).body).toHaveLength(1);
  });

  it('is one of a few a day', async () => {
    const owner = someUser();
    for (let count = 0; count < limits.organisers; count += 1) expect((await organise(owner)).status).toBe(201);
    const refused = await organise(owner);
    expect([refused.status, codesOf(refused)]).toEqual([429, ['too_many_organisers']]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(86_000);
  });
});

describe('members', () => {
  const memberPath = ({ organiserId }: Hall, userId: string) => `/api/organisers/${organiserId}/members/${userId}`;

  it('get a role from an owner, and lose it', async () => {
    const hall = await catalog.givenHall();
    const member = await catalog.givenMember(hall, 'scanner');
    const promoted = await catalog.send('PUT', memberPath(hall, member.id), hall.owner, { role: 'finance' });
    expect((promoted.body as OrganiserBody).members).toEqual([
      { userId: hall.owner.id, role: 'owner' },
      { userId: member.id, role: 'finance' },
    ]);
    expect((await catalog.send('DELETE', memberPath(hall, member.id), hall.owner)).status).toBe(204);
    expect((await catalog.send('DELETE', memberPath(hall, member.id), hall.owner)).status).toBe(204);
    expect((await catalog.send('GET', '/api/organisers/mine', member)).body).toEqual([]);
  });

  it('are changed by owners only', async () => {
    const hall = await catalog.givenHall();
    const boxOffice = await catalog.givenMember(hall, 'box_office');
    const by = (as: typeof boxOffice) => catalog.send('PUT', memberPath(hall, as.id), as, { role: 'owner' });
    const [member, stranger] = [await by(boxOffice), await by(someUser())];
    expect([member.status, codesOf(member)]).toEqual([403, ['role_required']]);
    expect([stranger.status, codesOf(stranger)]).toEqual([401, ['not_authorized']]);
    const nowhere = { ...hall, organiserId: 'f'.repeat(24) };
    expect((await catalog.send('DELETE', memberPath(nowhere, 'x'), hall.owner)).status).toBe(404);
  });

  it('include an owner, even when two owners leave at once', async () => {
    const hall = await catalog.givenHall();
    const alone = await catalog.send('DELETE', memberPath(hall, hall.owner.id), hall.owner);
    expect([alone.status, codesOf(alone)]).toEqual([400, ['last_owner']]);

    const other = await catalog.givenMember(hall, 'owner');
    const leave = (as: typeof other) => catalog.send('DELETE', memberPath(hall, as.id), as);
    const answers = await Promise.all([leave(hall.owner), leave(other)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 400]);
  });
});

it('refuses a session that was revoked', async () => {
  const [sid, user] = [randomUUID(), someUser()];
  const mine = () =>
    catalog.send('GET', '/api/organisers/mine', undefined, undefined, { cookie: cookieOf(user, { sid }) });
  expect((await mine()).status).toBe(200);
  await catalog.deliver('auth.session.revoked.v1', { sid, expiresAt: Date.now() + 60_000 });
  expect((await mine()).status).toBe(401);
});
