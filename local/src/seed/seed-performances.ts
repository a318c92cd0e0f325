import { organiserName, performances, type SeededPerformance, type VenueName, venues } from './performances.ts';
import type { Session } from './store-api.ts';

const hourMs = 60 * 60 * 1_000;
const dayMs = 24 * hourMs;
const inDays = (days: number): Date => new Date(Date.now() + days * dayMs);

/** Creates what is missing of the organiser, its venues and its performances, and publishes the performances. */
export async function seedPerformances(owner: Session): Promise<void> {
  const organisers = await owner.listOrganisers();
  const { id: organiserId } =
    organisers.find(({ name }) => name === organiserName) ?? (await owner.createOrganiser({ name: organiserName }));
  const venueIds = await seedVenues(owner, organiserId);
  const known = new Map((await owner.listPerformances()).map((performance) => [performance.title, performance]));
  for (const performance of performances) {
    const { id, status } =
      known.get(performance.title) ??
      (await owner.createPerformance(bodyOf(performance, organiserId, venueIds[performance.venue])));
    if (status === 'draft') await owner.publishPerformance(id);
  }
}

async function seedVenues(owner: Session, organiserId: string): Promise<Record<VenueName, string>> {
  const known = await owner.listVenues(organiserId);
  const ids: Partial<Record<VenueName, string>> = {};
  for (const [key, { name, placeId, sections }] of Object.entries(venues) as [
    VenueName,
    (typeof venues)[VenueName],
  ][]) {
    const venue =
      known.find((other) => other.name === name) ??
      (await owner.createVenue({ organiserId, name, placeId, seatMap: { sections } }));
    ids[key] = venue.id;
  }
  return ids as Record<VenueName, string>;
}

function bodyOf(performance: SeededPerformance, organiserId: string, venueId: string): object {
  const { kind, title, description, categories, heldBack, journey, saleStartsInDays, at } = performance;
  const startsAt = inDays(performance.inDays);
  startsAt.setUTCHours(...at, 0, 0);
  return {
    ...{ organiserId, venueId, kind, title, categories, startsAt },
    ...(description && { description }),
    ...(heldBack && { heldBack }),
    ...(saleStartsInDays && { saleStartsAt: inDays(saleStartsInDays) }),
    ...(journey && {
      originId: journey.originId,
      destinationId: journey.destinationId,
      arrivesAt: new Date(startsAt.getTime() + journey.hours * hourMs),
    }),
  };
}
