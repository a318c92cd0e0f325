import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer } from '@ticketing/testing/api';
import { type CatalogFixture, hallCategories, inHours, type PerformanceBody, startCatalog } from './catalog-fixture.ts';

let catalog: CatalogFixture;
beforeAll(async () => {
  catalog = await startCatalog();
  const hall = await catalog.givenHall();
  const train = await catalog.givenHall({ owner: hall.owner, placeId: 'paris-fr' });
  await catalog.givenDraft(hall, { title: 'A draft' });
  for (const [title, hours] of [
    ['Third', 72],
    ['First', 24],
    ['Second', 48],
  ] as const)
    await catalog.givenPublished(hall, { title: `${title} évening`, startsAt: inHours(hours) });
  const closed = await catalog.givenPublished(hall, { title: 'Closed', startsAt: inHours(30) });
  await catalog.send('POST', `/api/performances/${closed.id}/closing`, hall.owner);
  const journey = { kind: 'departure', originId: 'berlin-de', destinationId: 'vienna-at' };
  await catalog.givenPublished(train, {
    ...journey,
    title: 'Night train',
    startsAt: inHours(36),
    arrivesAt: inHours(45),
    categories: hallCategories.map((category) => ({
      ...category,
      fareClass: category.id === 'a' ? 'first' : 'second',
    })),
  });
  await catalog.givenPublished(train, {
    ...journey,
    title: 'Day train',
    startsAt: inHours(90),
    arrivesAt: inHours(99),
  });
  const started = await catalog.givenPublished(hall, { title: 'Started' });
  await catalog.connection
    .collection('performances')
    .updateOne({ title: 'Started' }, { $set: { startsAt: new Date(Date.now() - 1) } });
  expect(started.status).toBe('on_sale');
});
afterAll(() => catalog.stop());

const list = (query = '') => catalog.send('GET', `/api/performances${query}`, undefined);
const titlesOf = ({ body }: Answer): string[] => (body as PerformanceBody[]).map(({ title }) => title);
const day = (hours: number) => encodeURIComponent(inHours(hours));
const all = ['First évening', 'Closed', 'Night train', 'Second évening', 'Third évening', 'Day train'];

describe('GET /api/performances', () => {
  it('shows what is published and has not started, soonest first', async () => {
    const answer = await list();
    expect(titlesOf(answer)).toEqual(all);
    const [first, closed, train] = answer.body as object[];
    expect(first).toMatchObject({
      ...{ kind: 'performance', status: 'on_sale', fromPrice: 19.5, currency: 'USD', origin: null, arrivesAt: null },
      ...{ place: { id: 'vienna-at', name: 'Vienna', timeZone: 'Europe/Vienna' }, timeZone: 'Europe/Vienna' },
      venue: { name: 'Großer Saal' },
    });
    expect(closed).toMatchObject({ status: 'closed' });
    expect(train).toMatchObject({
      ...{ kind: 'departure', timeZone: 'Europe/Berlin', place: { id: 'berlin-de' } },
      fares: [
        { fareClass: 'first', fromPrice: 49, categoryIds: ['a'] },
        { fareClass: 'second', fromPrice: 19.5, categoryIds: ['b'] },
      ],
      ...{ origin: { id: 'berlin-de', name: 'Berlin' }, destination: { id: 'vienna-at', timeZone: 'Europe/Vienna' } },
    });
  });

  it('leads from page to page', async () => {
    const seen: string[] = [];
    for (let next = '?limit=2'; next !== ''; ) {
      const page = await list(next);
      seen.push(...titlesOf(page));
      next = /^<\/api\/performances(\?[^>]+)>; rel="next"$/.exec(page.headers.get('link') ?? '')?.[1] ?? '';
    }
    expect(seen).toEqual(all);
  });

  it.each([
    ['?kind=departure', ['Night train', 'Day train']],
    ['?q=EVENING%20sec', ['Second évening']],
    ['?q=grosser', all],
    ['?q=paris', []],
    ['?q=berl%20vien', ['Night train', 'Day train']],
    ['?placeId=berlin-de', ['Night train', 'Day train']],
    ['?placeId=vienna-at', all.filter((title) => !title.endsWith('train'))],
    ['?originId=berlin-de&destinationId=vienna-at', ['Night train', 'Day train']],
    ['?destinationId=vienna-at', ['Night train', 'Day train']],
    ['?originId=vienna-at', []],
    ['?originId=berlin-de&kind=performance', []],
    ['?placeId=atlantis-xx', []],
    ['?fareClass=first', ['Night train']],
    ['?fareClass=second&originId=berlin-de&destinationId=vienna-at', ['Night train']],
    ['?fareClass=business', []],
    ['?fareClass=first&kind=performance', []],
  ])('filters: %s', async (query, titles) => expect(titlesOf(await list(query))).toEqual(titles));

  it('filters by time', async () => {
    expect(titlesOf(await list(`?from=${day(30)}&to=${day(48)}`))).toEqual(['Closed', 'Night train']);
    expect(titlesOf(await list(`?from=${day(-100)}&to=${day(25)}`))).toEqual(['First évening']);
    expect(titlesOf(await list('?to=2020-01-01'))).toEqual([]);
  });

  it.each([
    ['?fareClass=first&originId=berlin-de&destinationId=vienna-at', 'origin.id: 1, destination.id: 1, fareClasses: 1'],
    ['?fareClass=first', '{ fareClasses: 1, startsAt: 1'],
  ])('finds a class in the order of an index: %s', async (query, index) => {
    const { db } = catalog.connection;
    await db?.command({ profile: 2 });
    await list(query);
    await db?.command({ profile: 0 });
    const [read] =
      (await db
        ?.collection('system.profile')
        .find({ op: 'query', ns: /performances$/ })
        .sort({ ts: -1 })
        .limit(1)
        .toArray()) ?? [];
    expect(read?.planSummary).toContain(index);
    expect(read?.hasSortStage).toBeUndefined();
  });
});
