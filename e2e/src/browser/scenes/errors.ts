import type { Page } from 'playwright-core';
import { signUp } from '../../person.ts';
import type { Scene } from '../scene.ts';
import { english } from './english.ts';
import { givenHold, givenListing, release } from './people.ts';

const planted = 'planted by a scene';

const noStreams = `window.EventSource = class { constructor() { throw new Error('${planted}'); } };`;

/** Our own fault, as far as the page can tell: what follows the server's news fails as soon as it is made. */
async function breakScripts(page: Page): Promise<void> {
  await page.addInitScript({ content: noStreams });
  await page.reload();
}

export const errorScenes: Scene[] = [
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
