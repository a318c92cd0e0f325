import { signUp } from '../../person.ts';
import type { Scene } from '../scene.ts';
import { english } from './english.ts';
import { givenHold, givenListing, release, ticketBecomes } from './people.ts';

export const sellingScenes: Scene[] = [
  {
    name: 'sell',
    shows: english.listing.previewHint,
    arrange: async ({ storeUrl }) => ({
      path: '/tickets/new',
      person: await signUp(storeUrl),
      act: async (page) => {
        await page.getByLabel(english.listing.title).fill('Velvet Antlers · Farewell tour · Floor');
        await page.getByLabel(english.listing.price).fill('112.90');
      },
    }),
  },
  {
    name: 'sell-refused',
    shows: english.problems.price_not_positive,
    arrange: async ({ storeUrl }) => ({
      path: '/tickets/new',
      person: await signUp(storeUrl),
      act: async (page) => {
        await page.getByLabel(english.listing.title).fill('Velvet Antlers · Farewell tour · Floor');
        await page.getByLabel(english.listing.price).fill('-1');
        await page.getByRole('button', { name: english.listing.list }).click();
      },
    }),
    complains: /400/,
  },
  {
    name: 'edit',
    shows: english.listing.save,
    async arrange(system) {
      const { seller, ticket } = await givenListing(system);
      return { path: `/tickets/${ticket.id}/edit`, person: seller };
    },
  },
  {
    name: 'edit-locked',
    shows: english.listing.lockedTitle,
    async arrange(system) {
      const held = await givenHold(system);
      await ticketBecomes(held.seller, held.ticket.id, 'reserved');
      return { path: `/tickets/${held.ticket.id}/edit`, person: held.seller, leave: () => release(held) };
    },
  },
];
