import type { Page } from 'playwright-core';
import { signUp } from '../../person.ts';
import type { System } from '../../system.ts';
import type { Arranged, Scene } from '../scene.ts';
import { operatorOf } from './dead-letters.ts';
import { english } from './english.ts';
import { givenHold, givenListing, release } from './people.ts';

const planted = 'planted by a scene';

const noStreams = `window.EventSource = class { constructor() { throw new Error('${planted}'); } };`;

/** Our own fault, as far as the page can tell: what follows the server's news fails as soon as it is made. */
async function breakScripts(page: Page): Promise<void> {
  await page.addInitScript({ content: noStreams });
  await page.reload();
}

/** A page whose service does not run. */
const away = (
  name: string,
  service: 'tickets' | 'orders' | 'ops',
  what: keyof typeof english.away.titles,
  arrange: (system: System) => Promise<Arranged>,
): Scene => ({
  name,
  shows: english.away.titles[what],
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
  // The browser tells of every request that is answered so: the page asks for news as well.
  complains: /50[234]/,
});

const awayScenes: Scene[] = [
  away('browse-away', 'tickets', 'tickets', async () => ({ path: '/' })),
  away('ticket-away', 'tickets', 'ticket', async (system) => ({
    path: `/tickets/${(await givenListing(system)).ticket.id}`,
  })),
  away('edit-away', 'tickets', 'listing', async (system) => {
    const { seller, ticket } = await givenListing(system);
    return { path: `/tickets/${ticket.id}/edit`, person: seller };
  }),
  away('listings-away', 'tickets', 'listings', async ({ storeUrl }) => ({
    path: '/listings',
    person: await signUp(storeUrl),
  })),
  away('orders-away', 'orders', 'orders', async ({ storeUrl }) => ({
    path: '/orders',
    person: await signUp(storeUrl),
  })),
  away('order-away', 'orders', 'order', async (system) => {
    const held = await givenHold(system);
    return { path: `/orders/${held.order.id}`, person: held.buyer, leave: () => release(held) };
  }),
  away('ops-away', 'ops', 'deadLetters', async (system) => ({ path: '/ops', person: await operatorOf(system) })),
];

export const errorScenes: Scene[] = [
  ...awayScenes,
  {
    name: 'not-found',
    shows: english.notFound.title,
    arrange: async () => ({ path: '/there-is-no-such-page' }),
    complains: /404/,
  },
  {
    name: 'ticket-not-found',
    shows: english.notFound.title,
    arrange: async () => ({ path: '/tickets/000000000000000000000000' }),
    complains: /404/,
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
    complains: new RegExp(planted),
  },
  {
    // What all pages have around them fails: who is signed in has a bar for what they hold.
    name: 'broken-altogether',
    shows: english.broken.title,
    arrange: async ({ storeUrl }) => ({ path: '/', person: await signUp(storeUrl), act: breakScripts }),
    complains: new RegExp(planted),
  },
];
