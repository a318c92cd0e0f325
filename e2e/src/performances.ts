import type { Person } from './person.ts';

export interface CatalogScene {
  organiserId: string;
  venueId: string;
  draftId: string;
  publishedId: string;
}

/** An organiser with a venue, a draft and a published performance. */
export async function prepareCatalog(owner: Person): Promise<CatalogScene> {
  const create = <T extends object>(path: string, body: object) =>
    owner.expect<T & { id: string }>(201, 'POST', path, body);
  const { id: organiserId } = await create('/api/organisers', { name: 'Contract' });
  const rows = [{ label: 'A', categoryId: 'a', seats: { from: 1, to: 4 } }];
  const seatMap = { sections: [{ id: 'stalls', name: 'Stalls', rows }] };
  const { id: venueId } = await create('/api/venues', { organiserId, name: 'Hall', placeId: 'berlin-de', seatMap });
  const performance = {
    ...{ organiserId, venueId, title: 'Performance', startsAt: new Date(Date.now() + 7 * 24 * 3_600_000) },
    categories: [{ id: 'a', name: 'Seats', price: 20 }],
  };
  const [draft, published] = await Promise.all([
    create('/api/performances', performance),
    create('/api/performances', performance),
  ]);
  await owner.expect(200, 'POST', `/api/performances/${published.id}/publication`);
  return { organiserId, venueId, draftId: draft.id, publishedId: published.id };
}
