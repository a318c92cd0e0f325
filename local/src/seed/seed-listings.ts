import { type Listing, listings, type Seller } from './catalogue.ts';
import { drawPoster } from './poster.ts';
import type { Session, Ticket } from './store-api.ts';

const dayMs = 24 * 60 * 60 * 1_000;
/** Events start in the evening, regardless of the time of seeding. */
const startHour = 19;

function startOf(inDays: number): string {
  const start = new Date(Date.now() + inDays * dayMs);
  start.setUTCHours(startHour, 30, 0, 0);
  return start.toISOString();
}

/** Creates missing listings sequentially, because the store shows the newest first. @returns ticket ids by title */
export async function seedListings(sellers: Record<Seller, Session>): Promise<Map<string, string>> {
  const own = await Promise.all([sellers.mira.listTickets(), sellers.jonas.listTickets()]);
  const known = new Map(own.flat().map((ticket) => [ticket.title, ticket]));
  const finishing: Promise<void>[] = [];
  for (const listing of listings) {
    const { seller, inDays, poster: _poster, isWithdrawn: _isWithdrawn, ...body } = listing;
    const session = sellers[seller];
    const startsAt = inDays === undefined ? {} : { startsAt: startOf(inDays) };
    const ticket = known.get(listing.title) ?? (await session.createTicket({ ...body, ...startsAt }));
    known.set(listing.title, ticket);
    finishing.push(complete(session, listing, ticket));
  }
  await Promise.all(finishing);
  return new Map([...known].map(([title, { id }]) => [title, id]));
}

/** Only available tickets can be changed; the others were completed by an earlier run. */
async function complete(session: Session, { title, poster, isWithdrawn }: Listing, ticket: Ticket): Promise<void> {
  if (ticket.status !== 'available') return;
  if (poster && !ticket.pictureUrl) await session.setPicture(ticket.id, await drawPoster(poster, title));
  if (isWithdrawn) await session.withdrawTicket(ticket.id);
}
