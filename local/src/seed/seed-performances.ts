import {
  crew,
  organiserName,
  performances,
  type SeededPerformance,
  type SeededVenue,
  schedules,
  type VenueName,
  venues,
} from './performances.ts';
import type { Session } from './store-api.ts';

const dayMs = 24 * 60 * 60 * 1_000;
/** How long departures repeat. */
const scheduledDays = 700;
const inDays = (days: number): Date => new Date(Date.now() + days * dayMs);

/** Creates what is missing of the organiser, its venues, crew, performances and schedules, and publishes the performances. */
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
  await seedSchedules(owner, organiserId, venueIds);
  await seedCrew(owner, organiserId);
}

async function seedCrew(owner: Session, organiserId: string): Promise<void> {
  const known = new Set((await owner.listCrew(organiserId)).map(({ staffNumber }) => staffNumber));
  for (const member of crew) if (!known.has(member.staffNumber)) await owner.addCrewMember(organiserId, member);
}

async function seedSchedules(owner: Session, organiserId: string, venueIds: Record<VenueName, string>): Promise<void> {
  const known = new Set((await owner.listSchedules()).map(({ title }) => title));
  const dayIn = (days: number) => inDays(days).toISOString().slice(0, 10);
  const every = { weekdays: [1, 2, 3, 4, 5, 6, 7], from: dayIn(1), until: dayIn(scheduledDays) };
  for (const { vehicle, ...schedule } of schedules)
    if (!known.has(schedule.title))
      await owner.createSchedule({ ...schedule, ...every, organiserId, venueId: venueIds[vehicle] });
}

async function seedVenues(owner: Session, organiserId: string): Promise<Record<VenueName, string>> {
  const known = await owner.listVenues(organiserId);
  const ids: Partial<Record<VenueName, string>> = {};
  for (const [key, { name, placeId, sections, crewNeeds = [] }] of Object.entries(venues) as [
    VenueName,
    SeededVenue,
  ][]) {
    const venue =
      known.find((other) => other.name === name) ??
      (await owner.createVenue({ organiserId, name, placeId, seatMap: { sections }, crewNeeds }));
    ids[key] = venue.id;
  }
  return ids as Record<VenueName, string>;
}

function bodyOf(performance: SeededPerformance, organiserId: string, venueId: string): object {
  const { title, description, categories, heldBack, saleStartsInDays, at } = performance;
  const startsAt = inDays(performance.inDays);
  startsAt.setUTCHours(...at, 0, 0);
  return {
    ...{ organiserId, venueId, title, categories, startsAt },
    ...(description && { description }),
    ...(heldBack && { heldBack }),
    ...(saleStartsInDays && { saleStartsAt: inDays(saleStartsInDays) }),
  };
}
