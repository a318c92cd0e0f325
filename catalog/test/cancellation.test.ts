import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, someUser, type TestUser } from '@ticketing/testing/api';
import { type CatalogFixture, type Hall, type PerformanceBody, startCatalog } from './catalog-fixture.ts';

let catalog: CatalogFixture;
let hall: Hall;
beforeAll(async () => {
  catalog = await startCatalog();
  hall = await catalog.givenHall();
});
afterAll(() => catalog.stop());

const cancel = (id: string, as: TestUser | undefined = hall.owner, body: unknown = { reason: ' Illness ' }) =>
  catalog.send('POST', `/api/performances/${id}/cancellation`, as, body);
const act = (id: string, action: string) => catalog.send('POST', `/api/performances/${id}/${action}`, hall.owner);
const read = async (id: string) => (await catalog.send('GET', `/api/performances/${id}`, undefined)).body;

describe('a cancelled performance', () => {
  it('says so with its reason, publishes one event and is in no list', async () => {
    const { id } = await catalog.givenPublished(hall);
    const cancellation = { reason: 'Illness', at: expect.any(String) };
    const answer = await cancel(id);
    expect(answer).toMatchObject({ status: 200, body: { status: 'cancelled', version: 1, cancellation } });
    expect(answer.headers.get('etag')).toBe('"1"');
    expect((await cancel(id, hall.owner, { reason: 'Another' })).body).toEqual(answer.body);

    expect(await read(id)).toMatchObject({ status: 'cancelled', cancellation });
    expect(await catalog.outboxOf(id)).toMatchObject([
      { topic: 'catalog.performance.published.v1' },
      {
        topic: 'catalog.performance.updated.v1',
        payload: { status: 'cancelled', version: 1, cancelledBy: hall.owner.id },
      },
    ]);
    const { body: list } = await catalog.send('GET', '/api/performances?limit=100', undefined);
    expect((list as PerformanceBody[]).map((performance) => performance.id)).not.toContain(id);
  });

  it('never goes back on sale', async () => {
    const { id } = await catalog.givenPublished(hall);
    await act(id, 'closing');
    expect((await cancel(id)).body).toMatchObject({ version: 2 });
    for (const action of ['publication', 'closing'])
      expect(codesOf(await act(id, action))).toEqual(['performance_cancelled']);
    const edited = await catalog.send('PUT', `/api/performances/${id}`, hall.owner, { title: 'Trios' });
    expect(codesOf(edited)).toEqual(['performance_cancelled']);
  });

  it('is cancelled once by two at the same time', async () => {
    const { id } = await catalog.givenPublished(hall);
    const answers = await Promise.all([cancel(id), cancel(id)]);
    expect(answers.map(({ body }) => (body as PerformanceBody).version)).toEqual([1, 1]);
    expect(await catalog.outboxOf(id)).toHaveLength(2);
  });
});

describe('a cancellation', () => {
  it('is for owners and the box office', async () => {
    const { id } = await catalog.givenPublished(hall);
    const finance = await cancel(id, await catalog.givenMember(hall, 'finance'));
    expect([finance.status, codesOf(finance)]).toEqual([403, ['role_required']]);
    const stranger = await cancel(id, someUser());
    expect([stranger.status, codesOf(stranger)]).toEqual([401, ['not_authorized']]);
    expect((await cancel(id, await catalog.givenMember(hall, 'box_office'))).status).toBe(200);
  });

  it('is refused for a draft, for nothing, and without a reason', async () => {
    const { id } = await catalog.givenDraft(hall);
    expect(codesOf(await cancel(id))).toEqual(['not_published']);
    expect((await cancel(id, someUser())).status).toBe(404);
    expect((await cancel('f'.repeat(24))).status).toBe(404);
    for (const body of [
      {},
      { reason: ' ' },
      { reason: 'x'.repeat(501) },
      { reason: 'a\u202eb' },
      { reason: { $ne: 1 } },
    ])
      expect((await cancel(id, hall.owner, body)).status).toBe(400);
  });
});
