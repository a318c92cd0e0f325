import type { Person } from './person.ts';
import { until } from './purchase.ts';

export interface PerformanceBody {
  id: string;
  organiserId: string;
  venue: { id: string };
  status: string;
  version: number | null;
}

export interface PartyBody {
  id: string;
  status: string;
  version: number;
  total: number;
  items: { kind: string; label: string; price: number; seatId?: string }[];
  returned?: { seatId?: string; reason: string }[];
  refund?: { status: string; amount: number };
}

export interface Hall {
  /** Labels of its rows. */
  rows: readonly string[];
  /** Seats per row. */
  seats: number;
  /** People in its standing area. */
  standing: number;
}
const smallHall: Hall = { rows: ['A', 'B'], seats: 8, standing: 3 };

/** Prepares a sale in a hall: rows of seats at 40.00, and a standing area at 15.00. The small hall has 16 seats. */
export async function draftPerformance(
  organiser: Person,
  hall: Hall = smallHall,
  details: object = {},
): Promise<PerformanceBody> {
  const { id: organiserId } = await organiser.expect<{ id: string }>(201, 'POST', '/api/organisers', {
    name: 'Chamber music',
  });
  const row = (label: string) => ({ label, categoryId: 'a', seats: { from: 1, to: hall.seats } });
  const seatMap = {
    sections: [
      { id: 'stalls', name: 'Stalls', rows: hall.rows.map(row) },
      { id: 'floor', name: 'Floor', standing: { quota: hall.standing, categoryId: 'b' } },
    ],
  };
  const venue = { organiserId, name: 'Small hall', placeId: 'berlin-de', seatMap };
  const { id: venueId } = await organiser.expect<{ id: string }>(201, 'POST', '/api/venues', venue);
  return organiser.expect<PerformanceBody>(201, 'POST', '/api/performances', {
    ...{ organiserId, venueId, title: 'String quartets', startsAt: new Date(Date.now() + 86_400_000).toISOString() },
    categories: [
      { id: 'a', name: 'Category A', price: 40 },
      { id: 'b', name: 'Standing', price: 15 },
    ],
    ...details,
  });
}

/** Puts the hall of {@link draftPerformance} on sale. */
export async function publishPerformance(
  organiser: Person,
  hall?: Hall,
  details: object = {},
): Promise<PerformanceBody> {
  const draft = await draftPerformance(organiser, hall, details);
  return organiser.expect<PerformanceBody>(200, 'POST', `/api/performances/${draft.id}/publication`);
}

/** Waits until orders sells a performance: a booking's command does not wait for an event in flight. @returns its id */
async function untilSold(organiser: Person, { id }: Pick<PerformanceBody, 'id'>, timeoutMs?: number): Promise<string> {
  await until(
    () => organiser.request('GET', `/api/orders/performances/${id}/seats`),
    ({ status }) => status === 200,
    timeoutMs,
  );
  return id;
}

/** Puts a hall on sale, the small one by default, and waits until orders sells it. @returns its id */
export const openSale = async (organiser: Person, hall?: Hall, timeoutMs?: number): Promise<string> =>
  untilSold(organiser, await publishPerformance(organiser, hall), timeoutMs);

/** The same for a departure with the seats of the small hall: a night train from Berlin to Vienna. */
export async function openDeparture(organiser: Person): Promise<string> {
  const startsAt = Date.now() + 86_400_000;
  const departure = await publishPerformance(organiser, smallHall, {
    ...{ kind: 'departure', title: 'Danube Night Express', originId: 'berlin-de', destinationId: 'vienna-at' },
    startsAt: new Date(startsAt).toISOString(),
    arrivesAt: new Date(startsAt + 11 * 3_600_000).toISOString(),
  });
  return untilSold(organiser, departure);
}

/** Free seats as strings of 1 and 0 by row, and free standing places. */
export interface FreePlaces {
  status: string;
  seats: { stalls: { A: string; B: string } };
  standing: { floor: number };
}

export const readFreePlaces = (person: Person, performanceId: string): Promise<FreePlaces> =>
  person.expect<FreePlaces>(200, 'GET', `/api/orders/performances/${performanceId}/seats`);
