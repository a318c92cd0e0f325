import type { Person } from './person.ts';

export interface PerformanceBody {
  id: string;
  status: string;
  version: number | null;
}

export interface PartyBody {
  id: string;
  status: string;
  total: number;
  items: { kind: string; label: string; price: number; seatId?: string }[];
  refund?: { status: string; amount: number };
}

export interface CatalogScene {
  organiserId: string;
  venueId: string;
  draftId: string;
  publishedId: string;
}

const row = (label: string) => ({ label, categoryId: 'a', seats: { from: 1, to: 8 } });
const seatMap = {
  sections: [
    { id: 'stalls', name: 'Stalls', rows: [row('A'), row('B')] },
    { id: 'floor', name: 'Floor', standing: { quota: 3, categoryId: 'b' } },
  ],
};
const categories = [
  { id: 'a', name: 'Category A', price: 40 },
  { id: 'b', name: 'Standing', price: 15 },
];

/** Creates an organiser with a small hall: two rows of eight seats at 40.00, and a standing area for three at 15.00. */
async function createHall(owner: Person) {
  const create = <T extends { id: string }>(path: string, body: object) => owner.expect<T>(201, 'POST', path, body);
  const { id: organiserId } = await create('/api/organisers', { name: 'Chamber music' });
  const venue = { organiserId, name: 'Small hall', placeId: 'berlin-de', seatMap };
  const { id: venueId } = await create('/api/venues', venue);
  const startsAt = new Date(Date.now() + 7 * 24 * 3_600_000).toISOString();
  const performance = { organiserId, venueId, title: 'String quartets', startsAt, categories };
  return { organiserId, venueId, draft: () => create<PerformanceBody>('/api/performances', performance) };
}

const publish = (owner: Person, { id }: PerformanceBody) =>
  owner.expect<PerformanceBody>(200, 'POST', `/api/performances/${id}/publication`);

/** Puts a small hall on sale. */
export async function publishPerformance(organiser: Person): Promise<PerformanceBody> {
  const { draft } = await createHall(organiser);
  return publish(organiser, await draft());
}

/** An organiser with a venue, a draft and a published performance. */
export async function prepareCatalog(owner: Person): Promise<CatalogScene> {
  const { organiserId, venueId, draft } = await createHall(owner);
  const [left, published] = await Promise.all([draft(), draft()]);
  await publish(owner, published);
  return { organiserId, venueId, draftId: left.id, publishedId: published.id };
}

/** Free seats as strings of 1 and 0 by row, and free standing places. */
export interface FreePlaces {
  status: string;
  seats: { stalls: { A: string; B: string } };
  standing: { floor: number };
}

export const readFreePlaces = (person: Person, performanceId: string): Promise<FreePlaces> =>
  person.expect<FreePlaces>(200, 'GET', `/api/orders/performances/${performanceId}/seats`);
