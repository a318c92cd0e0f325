import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { silentLogger } from '@ticketing/common/log';
import { codesOf, someUser, type TestUser } from '@ticketing/testing/api';
import { type CatalogFixture, type Hall, type OrganiserBody, startCatalog } from './catalog-fixture.ts';

const log = silentLogger();
const errors = jest.spyOn(log, 'error');
let catalog: CatalogFixture;
beforeAll(async () => {
  catalog = await startCatalog(log);
});
beforeEach(() => void errors.mockClear());
afterAll(() => catalog.stop());

const deleteAccount = ({ id }: TestUser, eventId = randomUUID()) =>
  catalog.deliver('auth.user.deleted.v1', { id, deletedAt: Date.now() }, eventId);
const ownOf = async (user: TestUser) =>
  (await catalog.send('GET', '/api/organisers/mine', user)).body as OrganiserBody[];
const setMember = ({ organiserId, owner }: Hall, { id }: TestUser) =>
  catalog.send('PUT', `/api/organisers/${organiserId}/members/${id}`, owner, { role: 'scanner' });

describe('a deleted account', () => {
  it('is no member of any organiser any more; the others stay', async () => {
    const [hall, second, member] = [await catalog.givenHall(), await catalog.givenHall(), someUser()];
    for (const each of [hall, second]) await setMember(each, member);
    expect(await deleteAccount(member)).toBe('applied');
    for (const { owner } of [hall, second])
      expect(await ownOf(owner)).toMatchObject([{ members: [{ userId: owner.id, role: 'owner' }] }]);
    expect(await ownOf(member)).toEqual([]);
    expect(errors).not.toHaveBeenCalled();
  });

  it('changes nothing when it comes again, under the same event id or another', async () => {
    const [hall, eventId] = [await catalog.givenHall(), randomUUID()];
    const member = await catalog.givenMember(hall, 'finance');
    expect(await deleteAccount(member, eventId)).toBe('applied');
    expect(await deleteAccount(member, eventId)).toBe('duplicate');
    expect(await deleteAccount(member)).toBe('applied');
    expect(await ownOf(hall.owner)).toMatchObject([{ members: [{ userId: hall.owner.id }] }]);
  });

  it('of the last owner leaves the performances on sale and the box office at work, and is logged', async () => {
    const hall = await catalog.givenHall();
    const { id } = await catalog.givenPublished(hall);
    const boxOffice = await catalog.givenMember(hall, 'box_office');
    await deleteAccount(hall.owner);
    expect(errors.mock.calls).toEqual([[{ organiserId: hall.organiserId, members: 1 }, expect.any(String)]]);
    expect(await ownOf(boxOffice)).toMatchObject([{ members: [{ userId: boxOffice.id, role: 'box_office' }] }]);
    expect((await catalog.send('POST', `/api/performances/${id}/closing`, hall.owner)).status).toBe(401);
    expect((await catalog.send('POST', `/api/performances/${id}/closing`, boxOffice)).status).toBe(200);

    await deleteAccount(boxOffice);
    expect((await catalog.send('GET', `/api/performances/${id}`, undefined)).body).toMatchObject({ status: 'closed' });
    expect(errors).toHaveBeenCalledTimes(1);
  });

  it('founds nothing and joins nobody with a token that has not ended here yet', async () => {
    const [hall, user] = [await catalog.givenHall(), someUser()];
    await deleteAccount(user);
    const founded = await catalog.send('POST', '/api/organisers', user, { name: 'Kammersaal' });
    for (const answer of [founded, await setMember(hall, user)])
      expect([answer.status, codesOf(answer)]).toEqual([403, ['account_deleted']]);
  });
});
