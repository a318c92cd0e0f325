import { signUp } from '../../person.ts';
import type { System } from '../../system.ts';
import type { Arranged, Scene } from '../scene.ts';
import { english } from './english.ts';
import { givenHold, givenListing, givenPurchase, type Held, release, ticketBecomes } from './people.ts';

/** The page of a reserved ticket. */
const heldTicket = async (system: System, viewerOf: (held: Held) => Arranged['person']): Promise<Arranged> => {
  const held = await givenHold(system);
  await ticketBecomes(held.buyer, held.ticket.id, 'reserved');
  return { path: `/tickets/${held.ticket.id}`, person: viewerOf(held), leave: () => release(held) };
};

export const ticketScenes: Scene[] = [
  {
    name: 'ticket-available',
    shows: english.ticket.reserve,
    async arrange(system) {
      const [{ ticket }, person] = await Promise.all([givenListing(system), signUp(system.storeUrl)]);
      return { path: `/tickets/${ticket.id}`, person };
    },
  },
  {
    name: 'ticket-held-by-someone',
    shows: english.ticket.heldTitle,
    arrange: (system) => heldTicket(system, () => undefined),
  },
  {
    name: 'ticket-held-by-you',
    shows: english.ticket.yoursTitle,
    arrange: (system) => heldTicket(system, ({ buyer }) => buyer),
  },
  {
    name: 'ticket-sold',
    shows: english.ticket.soldTitle,
    async arrange(system) {
      const { ticket } = await givenPurchase(system);
      return { path: `/tickets/${ticket.id}` };
    },
  },
  {
    name: 'ticket-withdrawn',
    shows: english.ticket.withdrawnTitle,
    async arrange(system) {
      const { seller, ticket } = await givenListing(system);
      await seller.request('DELETE', `/api/tickets/${ticket.id}`);
      return { path: `/tickets/${ticket.id}` };
    },
  },
  {
    name: 'ticket-own',
    shows: english.ticket.ownTitle,
    async arrange(system) {
      const { seller, ticket } = await givenListing(system);
      return { path: `/tickets/${ticket.id}`, person: seller };
    },
  },
];
