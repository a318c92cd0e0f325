import { randomUUID } from 'node:crypto';
import type { Scene } from '../scene.ts';
import { english } from './english.ts';
import { givenHold, givenListing, listedBy, release } from './people.ts';

export const browseScenes: Scene[] = [
  {
    name: 'browse',
    shows: english.browse.resultsTitle,
    async arrange(system) {
      const { seller } = await givenListing(system);
      await Promise.all([
        listedBy(seller, { title: 'Ice Hawks v Granite Bay · Section 114, row 6', price: 58.75, category: 'sport' }),
        listedBy(seller, { title: 'Twelve Small Lies · Gaslight Theatre', price: 39.5, category: 'comedy' }),
      ]);
      return { path: '/' };
    },
  },
  {
    name: 'browse-filtered',
    shows: english.browse.searchTitle,
    async arrange(system) {
      const word = `Serenade ${randomUUID().slice(0, 8)}`;
      await givenListing(system, { title: `${word} by candlelight` });
      return { path: `/?search=${encodeURIComponent(word)}&category=concert&minPrice=10&maxPrice=100` };
    },
  },
  {
    name: 'browse-empty',
    shows: english.browse.emptyTitle,
    arrange: async () => ({ path: `/?search=${randomUUID()}` }),
  },
  {
    name: 'browse-loading',
    shows: english.browse.loading,
    arrange: async (system) => ({
      path: '/',
      // A frozen tickets service does not answer, so the page shows its loading state.
      async act(page) {
        system.signal('tickets', 'SIGSTOP');
        await page.getByRole('link', { name: english.categories.theatre, exact: true }).click();
      },
      leave: async () => system.signal('tickets', 'SIGCONT'),
    }),
  },
  {
    name: 'browse-with-hold',
    shows: english.hold.held,
    async arrange(system) {
      const held = await givenHold(system);
      return { path: '/', person: held.buyer, leave: () => release(held) };
    },
  },
];
