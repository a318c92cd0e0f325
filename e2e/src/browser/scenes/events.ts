import type { Page } from 'playwright-core';
import { openSale } from '../../performance.ts';
import { signUp } from '../../person.ts';
import type { System } from '../../system.ts';
import type { Arranged, Scene } from '../scene.ts';
import { english } from './english.ts';

/** An event that orders knows. */
async function givenEvent({ storeUrl }: System) {
  const [organiser, buyer] = await Promise.all([signUp(storeUrl), signUp(storeUrl)]);
  return { id: await openSale(organiser), organiser, buyer };
}

const eventPage = async (system: System, act?: (page: Page) => Promise<unknown>): Promise<Arranged> => {
  const { id, buyer } = await givenEvent(system);
  return { path: `/events/${id}`, person: buyer, ...(act && { act }) };
};

const showList = async (page: Page) => {
  await page.getByText(english.event.views.list, { exact: true }).click();
  await page.locator('summary', { hasText: 'Row A' }).click();
};

/** A buyer with two seats, on the checkout's page. */
async function partyCheckout(system: System): Promise<Arranged> {
  const { id: performanceId, buyer } = await givenEvent(system);
  const wish = { performanceId, bestAvailable: { quantity: 2 } };
  const order = await buyer.expect<{ id: string }>(201, 'POST', '/api/orders', wish);
  const release = () => buyer.request('DELETE', `/api/orders/${order.id}`).then(() => undefined);
  return { path: `/orders/${order.id}`, person: buyer, leave: release };
}

/** An event with one standing place left, where a couple waits for two. */
async function waitingCouple(system: System): Promise<Arranged> {
  const { id: performanceId, organiser, buyer } = await givenEvent(system);
  const wish = { performanceId, standing: { sectionId: 'floor', quantity: 2 } };
  const held = await organiser.expect<{ id: string }>(201, 'POST', '/api/orders', wish);
  return {
    path: `/events/${performanceId}`,
    person: buyer,
    act: (page) => page.getByRole('button', { name: 'Wait for 2 × Floor' }).click(),
    leave: () => organiser.request('DELETE', `/api/orders/${held.id}`).then(() => undefined),
  };
}

export const eventScenes: Scene[] = [
  {
    name: 'events',
    shows: 'String quartets',
    arrange: async (system) => {
      await givenEvent(system);
      return { path: '/events?search=quartets' };
    },
  },
  {
    name: 'events-none',
    shows: english.events.emptyTitle,
    arrange: async () => ({ path: '/events?search=nothing-like-this' }),
  },
  { name: 'event-map', shows: english.event.best.title, arrange: (system) => eventPage(system) },
  { name: 'event-list', shows: english.event.best.title, arrange: (system) => eventPage(system, showList) },
  {
    name: 'event-choice',
    shows: english.event.choice.clear,
    arrange: (system) =>
      eventPage(system, async (page) => {
        await showList(page);
        for (const seat of [2, 3]) await page.getByRole('button', { name: `Stalls, row A, seat ${seat},` }).click();
      }),
  },
  {
    name: 'event-closed',
    shows: english.event.sale.closedTitle,
    async arrange(system) {
      const { id, organiser } = await givenEvent(system);
      await organiser.expect(200, 'POST', `/api/performances/${id}/closing`);
      return { path: `/events/${id}` };
    },
  },
  { name: 'event-waiting', shows: english.event.waiting.leave, arrange: waitingCouple },
  { name: 'journeys', shows: english.journeys.title, arrange: async () => ({ path: '/journeys' }) },
  { name: 'checkout-party', shows: 'Stalls, row A, seat 4', arrange: partyCheckout },
];
