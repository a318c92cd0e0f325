import { signUp } from '../../person.ts';
import type { Scene } from '../scene.ts';
import { english } from './english.ts';
import { givenHold, givenListing, givenPurchase, listedBy, release, ticketBecomes } from './people.ts';

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
    expectedErrors: /400/,
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
  {
    name: 'edit-conflict',
    shows: english.listing.conflictTitle,
    async arrange(system) {
      const { seller, ticket } = await givenListing(system);
      return {
        path: `/tickets/${ticket.id}/edit`,
        person: seller,
        act: async (page) => {
          await page.getByLabel(english.listing.title).fill('Row F, seat 12 · with a programme');
          const elsewhere = { title: `Row F, seat 12, renamed ${Date.now()}`, price: 45 };
          await seller.expect(200, 'PUT', `/api/tickets/${ticket.id}`, elsewhere);
          await page.getByRole('button', { name: english.listing.save }).click();
        },
      };
    },
    expectedErrors: /409/,
  },
  {
    name: 'edit-of-another',
    shows: english.listing.notYoursTitle,
    async arrange(system) {
      const [{ ticket }, stranger] = await Promise.all([givenListing(system), signUp(system.storeUrl)]);
      return { path: `/tickets/${ticket.id}/edit`, person: stranger };
    },
  },
  {
    name: 'listings',
    shows: english.listings.withdraw,
    async arrange(system) {
      const { seller } = await givenPurchase(system);
      const [, withdrawn] = await Promise.all([
        listedBy(seller, { title: 'Velvet Antlers · Farewell tour · Floor', price: 112.9 }),
        listedBy(seller, { title: 'Ice Hawks v Granite Bay · Section 114, row 6', price: 58.75, category: 'sport' }),
      ]);
      await seller.request('DELETE', `/api/tickets/${withdrawn.id}`);
      return { path: '/listings', person: seller };
    },
  },
  {
    name: 'listings-empty',
    shows: english.listings.emptyTitle,
    arrange: async ({ storeUrl }) => ({ path: '/listings', person: await signUp(storeUrl) }),
  },
];
