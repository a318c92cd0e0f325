import type { Page } from 'playwright-core';
import { draftPerformance, openSale, type PerformanceBody, publishPerformance } from '../../performance.ts';
import { type Person, signUp } from '../../person.ts';
import type { System } from '../../system.ts';
import type { Arranged, Scene } from '../scene.ts';
import { english } from './english.ts';

const { organise, problems } = english;

/** A draft that lacks nothing. */
async function givenDraft({ storeUrl }: System) {
  const organiser = await signUp(storeUrl);
  return { organiser, draft: await draftPerformance(organiser) };
}

/** A sale in which a buyer holds two seats and a place to stand. */
async function givenSale({ storeUrl }: System): Promise<Arranged> {
  const [organiser, buyer] = await Promise.all([signUp(storeUrl), signUp(storeUrl)]);
  const performanceId = await openSale(organiser);
  const orders = await Promise.all(
    [{ bestAvailable: { quantity: 2 } }, { standing: { sectionId: 'floor', quantity: 1 } }].map((wish) =>
      buyer.expect<{ id: string }>(201, 'POST', '/api/orders', { performanceId, ...wish }),
    ),
  );
  const leave = async () => {
    for (const { id } of orders) await buyer.request('DELETE', `/api/orders/${id}`);
  };
  return { path: `/organise/performances/${performanceId}`, person: organiser, leave };
}

const founded = (person: Person) =>
  person.expect<{ id: string }>(201, 'POST', '/api/organisers', { name: 'Nordlicht Stages' });

/** Fills in a hall with two groups of rows and a standing area. */
async function describeHall(page: Page): Promise<void> {
  await page.getByLabel(organise.venue.name).fill('Lindenhof Hall');
  await page.getByLabel(organise.venue.place, { exact: true }).fill('Berlin, Germany');
  await page.getByLabel(organise.map.sectionName).fill('Stalls');
  await page.getByLabel(organise.map.lastRow).fill('H');
  await page.getByLabel(organise.map.seatsPerRow).fill('24');
  await page.getByLabel(organise.map.aisles).fill('12');
  await page.getByRole('button', { name: organise.map.addRows }).click();
  const rear = page.getByRole('group', { name: 'Rows 2 of Stalls' });
  await rear.getByLabel(organise.map.firstRow).fill('J');
  await rear.getByLabel(organise.map.lastRow).fill('M');
  await rear.getByLabel(organise.map.accessible).fill('1-3, 22-24');
  await rear.getByLabel(organise.map.category, { exact: true }).fill('B');
  await page.getByRole('button', { name: organise.map.addStanding }).click();
  const floor = page.getByRole('region', { name: 'Standing area 2' });
  await floor.getByLabel(organise.map.quota, { exact: true }).fill('80');
  await floor.getByLabel(organise.map.category, { exact: true }).fill('S');
  await floor.getByLabel(organise.map.sectionName).fill('Gallery');
}

async function newVenue({ storeUrl }: System, act: (page: Page) => Promise<unknown>): Promise<Arranged> {
  const person = await signUp(storeUrl);
  const { id } = await founded(person);
  return { path: `/organise/${id}/venues/new`, person, act };
}

const performancePage = ({ id }: PerformanceBody) => `/organise/performances/${id}`;

const askToPublish = (page: Page) => page.getByRole('button', { name: organise.actions.publish.open }).click();

export const organisingScenes: Scene[] = [
  {
    name: 'organise-first',
    shows: organise.emptyTitle,
    arrange: async ({ storeUrl }) => ({ path: '/organise', person: await signUp(storeUrl) }),
  },
  {
    name: 'organise',
    shows: english.event.sale.draft,
    async arrange(system) {
      const { organiser } = await givenDraft(system);
      const { id } = await publishPerformance(organiser);
      await publishPerformance(organiser);
      await organiser.expect(200, 'POST', `/api/performances/${id}/closing`);
      return { path: '/organise', person: organiser };
    },
  },
  {
    name: 'organiser',
    shows: organise.members.add,
    async arrange(system) {
      const { organiser, draft } = await givenDraft(system);
      const scanner = await signUp(system.storeUrl);
      const member = `/api/organisers/${draft.organiserId}/members/${scanner.id}`;
      await organiser.expect(200, 'PUT', member, { role: 'scanner' });
      return { path: `/organise/${draft.organiserId}`, person: organiser };
    },
  },
  {
    name: 'venue-new',
    shows: '288 seats · 80 places to stand',
    arrange: (system) => newVenue(system, describeHall),
  },
  {
    name: 'venue-refused',
    shows: problems.seats_per_row_invalid,
    arrange: (system) =>
      newVenue(system, async (page) => {
        await page.getByLabel(organise.map.lastRow).fill('H');
        await page.getByRole('button', { name: organise.venue.add }).click();
      }),
  },
  {
    name: 'venue-map',
    shows: organise.map.save,
    async arrange(system) {
      const { organiser, draft } = await givenDraft(system);
      return { path: `/organise/venues/${draft.venue.id}`, person: organiser };
    },
  },
  {
    name: 'performance-new',
    shows: 'a: Stalls · 16 places',
    async arrange(system) {
      const { organiser, draft } = await givenDraft(system);
      return { path: `/organise/${draft.organiserId}/performances/new`, person: organiser };
    },
  },
  {
    name: 'performance-refused',
    shows: problems.start_invalid,
    async arrange(system) {
      const { organiser, draft } = await givenDraft(system);
      const act = async (page: Page) => {
        await page.getByText('a: Stalls').waitFor();
        await page.getByLabel(organise.performance.heldBack).fill('stalls A');
        await page.getByRole('button', { name: organise.performance.saveDraft }).click();
      };
      return { path: `/organise/${draft.organiserId}/performances/new`, person: organiser, act };
    },
  },
  {
    name: 'performance-draft',
    shows: organise.performance.draftText,
    async arrange(system) {
      const { organiser, draft } = await givenDraft(system);
      return { path: performancePage(draft), person: organiser };
    },
  },
  {
    name: 'performance-publish',
    shows: organise.actions.publish.text,
    async arrange(system) {
      const { organiser, draft } = await givenDraft(system);
      return { path: performancePage(draft), person: organiser, act: askToPublish };
    },
  },
  {
    name: 'event-draft',
    shows: english.event.sale.draftTitle,
    async arrange(system) {
      const { organiser, draft } = await givenDraft(system);
      return { path: `/events/${draft.id}`, person: organiser };
    },
  },
  { name: 'performance-sales', shows: organise.sales.total, arrange: givenSale },
  {
    name: 'performance-edit',
    shows: organise.performance.publishedText,
    async arrange({ storeUrl }) {
      const organiser = await signUp(storeUrl);
      const performance = await publishPerformance(organiser);
      return { path: `${performancePage(performance)}/edit`, person: organiser };
    },
  },
];
