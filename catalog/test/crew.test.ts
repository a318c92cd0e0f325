import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, someUser, type TestUser } from '@ticketing/testing/api';
import { type CatalogFixture, type Hall, inHours, startCatalog } from './catalog-fixture.ts';

let catalog: CatalogFixture;
beforeAll(async () => {
  catalog = await startCatalog();
});
afterAll(() => catalog.stop());

const needs = [
  { role: 'pilot', count: 2, qualifications: ['a320'], atLeast: [] },
  { role: 'cabin', count: 3, qualifications: ['cabin-attestation'], atLeast: [{ qualification: 'senior', count: 1 }] },
];
const a320 = { name: 'a320', validUntil: '2099-12-31' };

/** An organiser with a plane. */
async function givenPlane(): Promise<Hall> {
  const plane = await catalog.givenHall();
  expect(await catalog.send('PUT', `/api/venues/${plane.venueId}/crew-needs`, plane.owner, { needs })).toMatchObject({
    status: 200,
    body: { id: plane.venueId, crewNeeds: needs },
  });
  return plane;
}

const givenDeparture = async (plane: Hall, leaves: number, arrives: number): Promise<string> => {
  const journey = { kind: 'departure', originId: 'berlin-de', destinationId: 'vienna-at' };
  const times = { startsAt: inHours(leaves), arrivesAt: inHours(arrives) };
  return (await catalog.givenPublished(plane, { ...journey, ...times })).id;
};

async function givenMember({ organiserId, owner }: Hall, qualifications: object[] = [a320]): Promise<string> {
  const answer = await catalog.send('POST', `/api/organisers/${organiserId}/crew`, owner, {
    ...{ name: 'Ada Ålund', staffNumber: '4711', qualifications },
  });
  expect(answer.status).toBe(201);
  return (answer.body as { id: string }).id;
}

const crewOf = (performanceId: string, as: TestUser) =>
  catalog.send('GET', `/api/performances/${performanceId}/crew`, as);
const assign = (performanceId: string, crewId: string, as: TestUser, role = 'pilot') =>
  catalog.send('PUT', `/api/performances/${performanceId}/crew/${crewId}`, as, { role });

describe('the crew of a departure', () => {
  it('is told what is missing, until it is complete', async () => {
    const plane = await givenPlane();
    const id = await givenDeparture(plane, 24, 26);
    const attendant = { name: 'cabin-attestation', validUntil: '2099-12-31' };
    expect((await crewOf(id, plane.owner)).body).toEqual({
      needs,
      crew: [],
      missing: [
        { role: 'pilot', count: 2, qualification: null },
        { role: 'cabin', count: 3, qualification: null },
        { role: 'cabin', count: 1, qualification: 'senior' },
      ],
    });
    const pilot = await givenMember(plane);
    expect(await assign(id, pilot, plane.owner)).toMatchObject({
      status: 200,
      body: { crew: [{ id: pilot, name: 'Ada Ålund', staffNumber: '4711', role: 'pilot', problems: [] }] },
    });
    await assign(id, await givenMember(plane), plane.owner);
    for (const held of [[attendant], [attendant], [attendant, { name: 'senior' }]])
      await assign(id, await givenMember(plane, held), plane.owner, 'cabin');
    expect((await crewOf(id, plane.owner)).body).toMatchObject({ missing: [] });

    const without = await catalog.send('DELETE', `/api/performances/${id}/crew/${pilot}`, plane.owner);
    expect(without).toMatchObject({ status: 200, body: { missing: [{ role: 'pilot', count: 1 }] } });
    expect((await catalog.send('DELETE', `/api/performances/${id}/crew/${pilot}`, plane.owner)).status).toBe(200);
  });

  it('has nobody who is not qualified, or not any more at that time, or not needed', async () => {
    const plane = await givenPlane();
    const id = await givenDeparture(plane, 24, 26);
    const expired = await givenMember(plane, [{ name: 'a320', validUntil: inHours(-24).slice(0, 10) }]);
    const refused = [
      await assign(id, await givenMember(plane, []), plane.owner),
      await assign(id, expired, plane.owner),
      await assign(id, await givenMember(plane), plane.owner, 'driver'),
      await assign((await catalog.givenPublished(plane)).id, await givenMember(plane), plane.owner),
    ];
    expect(refused.map((answer) => [answer.status, ...codesOf(answer)])).toEqual([
      [400, 'not_qualified'],
      [400, 'qualification_expired'],
      [400, 'role_not_needed'],
      [400, 'not_a_departure'],
    ]);
  });

  it('has nobody of another organiser', async () => {
    const [plane, other] = [await givenPlane(), await givenPlane()];
    const id = await givenDeparture(plane, 24, 26);
    expect((await assign(id, await givenMember(other), plane.owner)).status).toBe(404);
  });

  it('may change roles, and follows the departure when its times change', async () => {
    const plane = await givenPlane();
    const [first, second] = [await givenDeparture(plane, 24, 26), await givenDeparture(plane, 30, 32)];
    const member = await givenMember(plane, [a320, { name: 'cabin-attestation' }]);
    await assign(first, member, plane.owner);
    expect((await assign(first, member, plane.owner, 'cabin')).body).toMatchObject({ crew: [{ role: 'cabin' }] });
    expect((await assign(second, member, plane.owner)).status).toBe(200);

    const later = { startsAt: inHours(29), arrivesAt: inHours(31) };
    expect((await catalog.send('PUT', `/api/performances/${first}`, plane.owner, later)).status).toBe(200);
    for (const id of [first, second])
      expect((await crewOf(id, plane.owner)).body).toMatchObject({ crew: [{ problems: ['on_duty_elsewhere'] }] });
  });

  it('is free when the departure is cancelled', async () => {
    const plane = await givenPlane();
    const [first, second] = [await givenDeparture(plane, 24, 26), await givenDeparture(plane, 25, 27)];
    const member = await givenMember(plane);
    await assign(first, member, plane.owner);
    expect((await assign(second, member, plane.owner)).status).toBe(409);
    await catalog.send('POST', `/api/performances/${first}/cancellation`, plane.owner, { reason: 'Fog' });
    expect((await assign(second, member, plane.owner)).status).toBe(200);
    const late = await assign(first, await givenMember(plane), plane.owner);
    expect([late.status, codesOf(late)]).toEqual([400, ['performance_cancelled']]);
  });
});

describe('one person', () => {
  it('gets one of several departures at the same time, whoever assigns it', async () => {
    const plane = await givenPlane();
    const boxOffice = await catalog.givenMember(plane, 'box_office');
    const member = await givenMember(plane);
    const departures = await Promise.all([0, 1, 2, 3, 4, 5].map((hour) => givenDeparture(plane, 24 + hour, 40 + hour)));
    const answers = await Promise.all(
      departures.map((id, index) => assign(id, member, index % 2 === 0 ? plane.owner : boxOffice)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    expect(answers.filter(({ status }) => status === 409).flatMap(codesOf)).toEqual(Array(5).fill('on_duty_elsewhere'));
    const { duties } = (await catalog.stores.crew.findById(member)) ?? { duties: [] };
    expect(duties).toHaveLength(1);
  });

  it('has the times of its departure, also when they change while it is assigned', async () => {
    const plane = await givenPlane();
    for (let round = 0; round < 5; round += 1) {
      const [id, member] = [await givenDeparture(plane, 24, 26), await givenMember(plane)];
      const [assigned, edited] = await Promise.all([
        assign(id, member, plane.owner),
        catalog.send('PUT', `/api/performances/${id}`, plane.owner, { arrivesAt: inHours(28) }),
      ]);
      expect([assigned.status, edited.status]).toEqual([200, 200]);
      const found = await catalog.stores.crew.findById(member);
      expect(found?.duties).toMatchObject([{ performanceId: id, endsAt: new Date(inHours(28)) }]);
    }
  });

  it('is erased with its name and duties', async () => {
    const plane = await givenPlane();
    const id = await givenDeparture(plane, 24, 26);
    const member = await givenMember(plane);
    await assign(id, member, plane.owner);
    const path = `/api/organisers/${plane.organiserId}/crew/${member}`;
    for (const _ of ['once', 'again']) expect((await catalog.send('DELETE', path, plane.owner)).status).toBe(204);
    expect((await crewOf(id, plane.owner)).body).toMatchObject({ crew: [], missing: [{ count: 2 }, {}, {}] });
    expect(await catalog.connection.collection('crew').countDocuments({ organiserId: plane.organiserId })).toBe(0);
  });

  it('is in no event', async () => {
    const plane = await givenPlane();
    const id = await givenDeparture(plane, 24, 26);
    await assign(id, await givenMember(plane), plane.owner);
    await catalog.send('PUT', `/api/performances/${id}`, plane.owner, { title: 'Another' });
    expect(JSON.stringify(await catalog.outboxOf(id))).not.toMatch(/Ada|4711/);
  });
});

describe('the list of a crew', () => {
  it('is kept by owners and the box office, and seen by nobody else', async () => {
    const plane = await givenPlane();
    const id = await givenDeparture(plane, 24, 26);
    const member = await givenMember(plane);
    const path = `/api/organisers/${plane.organiserId}/crew`;
    const boxOffice = await catalog.givenMember(plane, 'box_office');
    const changed = { name: null, staffNumber: '12', qualifications: [{ name: 'a320', validUntil: null }] };
    expect((await catalog.send('PUT', `${path}/${member}`, boxOffice, changed)).status).toBe(200);
    expect((await catalog.send('GET', path, plane.owner)).body).toMatchObject([{ id: member, ...changed }]);

    const strangers = [
      [await catalog.givenMember(plane, 'scanner'), 403],
      [await catalog.givenMember(plane, 'finance'), 403],
      [someUser(), 401],
      [undefined, 401],
    ] as const;
    for (const [as, status] of strangers)
      for (const [method, target, body] of [
        ['GET', path, undefined],
        ['POST', path, { name: 'Bo' }],
        ['PUT', `${path}/${member}`, changed],
        ['DELETE', `${path}/${member}`, undefined],
        ['GET', `/api/performances/${id}/crew`, undefined],
        ['PUT', `/api/performances/${id}/crew/${member}`, { role: 'pilot' }],
        ['DELETE', `/api/performances/${id}/crew/${member}`, undefined],
        ['PUT', `/api/venues/${plane.venueId}/crew-needs`, { needs: [] }],
      ] as const)
        expect((await catalog.send(method, target, as, body)).status).toBe(status);
  });

  it('is erased when nobody is left who may see it', async () => {
    const plane = await givenPlane();
    await givenMember(plane);
    const seller = await catalog.givenMember(plane, 'box_office');
    const count = () => catalog.connection.collection('crew').countDocuments({ organiserId: plane.organiserId });
    await catalog.deliver('auth.user.deleted.v1', { id: plane.owner.id, deletedAt: Date.now() });
    expect(await count()).toBe(1);
    await catalog.deliver('auth.user.deleted.v1', { id: seller.id, deletedAt: Date.now() });
    expect(await count()).toBe(0);
  });
});
