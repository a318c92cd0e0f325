import type { Page } from 'playwright-core';
import { signUp } from '../../person.ts';
import type { System } from '../../system.ts';
import type { Arranged, Scene } from '../scene.ts';
import { operatorOf } from './dead-letters.ts';
import { english } from './english.ts';
import { givenHold, givenListing, release } from './people.ts';

const planted = 'planted by a scene';

const noStreams = ['EventSource', 'BroadcastChannel']
  .map((name) => `window.${name} = class { constructor() { throw new Error('${planted}'); } };`)
  .join('\n');

/** Simulates a bug in the page: following live updates throws. */
async function breakScripts(page: Page): Promise<void> {
  await page.addInitScript({ content: noStreams });
  await page.reload();
}

/** A page whose service is stopped. */
const unavailable = (
  name: string,
  service: 'tickets' | 'orders' | 'bookings' | 'ops',
  what: keyof typeof english.unavailable.titles,
  arrange: (system: System) => Promise<Arranged>,
): Scene => ({
  name,
  shows: english.unavailable.titles[what],
  async arrange(system) {
    const arranged = await arrange(system);
    await system.stop(service);
    return {
      ...arranged,
      leave: async () => {
        await system.restart(service);
        await arranged.leave?.();
      },
    };
  },
  // The browser reports every failed request. The page also requests updates, and asks whether their failure means that the session
  // has ended: these people have one that can't be renewed.
  expectedErrors: /50[234]|401 .*\/api\/users\/refresh/,
});

const unavailableScenes: Scene[] = [
  unavailable('browse-unavailable', 'tickets', 'tickets', async () => ({ path: '/' })),
  unavailable('ticket-unavailable', 'tickets', 'ticket', async (system) => ({
    path: `/tickets/${(await givenListing(system)).ticket.id}`,
  })),
  unavailable('edit-unavailable', 'tickets', 'listing', async (system) => {
    const { seller, ticket } = await givenListing(system);
    return { path: `/tickets/${ticket.id}/edit`, person: seller };
  }),
  unavailable('listings-unavailable', 'tickets', 'listings', async ({ storeUrl }) => ({
    path: '/listings',
    person: await signUp(storeUrl),
  })),
  unavailable('orders-unavailable', 'orders', 'orders', async ({ storeUrl }) => ({
    path: '/orders',
    person: await signUp(storeUrl),
  })),
  unavailable('order-unavailable', 'orders', 'order', async (system) => {
    const held = await givenHold(system);
    return { path: `/orders/${held.order.id}`, person: held.buyer, leave: () => release(held) };
  }),
  unavailable('ops-unavailable', 'ops', 'deadLetters', async (system) => ({
    path: '/ops',
    person: await operatorOf(system),
  })),
  unavailable('ops-sagas-unavailable', 'bookings', 'sagas', async (system) => ({
    path: '/ops/sagas',
    person: await operatorOf(system),
  })),
];

export const errorScenes: Scene[] = [
  ...unavailableScenes,
  {
    name: 'not-found',
    shows: english.notFound.title,
    arrange: async () => ({ path: '/there-is-no-such-page' }),
    expectedErrors: /404/,
  },
  {
    name: 'ticket-not-found',
    shows: english.notFound.title,
    arrange: async () => ({ path: '/tickets/000000000000000000000000' }),
    expectedErrors: /404/,
  },
  {
    name: 'order-of-another',
    shows: english.order.notYoursTitle,
    async arrange(system) {
      const [held, stranger] = await Promise.all([givenHold(system), signUp(system.storeUrl)]);
      return { path: `/orders/${held.order.id}`, person: stranger, leave: () => release(held) };
    },
  },
  {
    name: 'broken',
    shows: english.broken.title,
    async arrange(system) {
      const { ticket } = await givenListing(system);
      return { path: `/tickets/${ticket.id}`, act: breakScripts };
    },
    expectedErrors: new RegExp(planted),
  },
  {
    // The layout of all pages fails: it shows a signed-in user's holds.
    name: 'broken-altogether',
    shows: english.broken.title,
    arrange: async ({ storeUrl }) => ({ path: '/', person: await signUp(storeUrl), act: breakScripts }),
    expectedErrors: new RegExp(planted),
  },
];
