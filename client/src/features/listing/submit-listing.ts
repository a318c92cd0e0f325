import type { ApiAnswer } from '@/api/call-api.ts';
import { isAttemptOpen, isRefusedWith } from '@/api/problem.ts';
import type { Listing, ListingChange } from '@/api/requests.ts';
import type { Ticket } from '@/api/schemas.ts';
import { listingOf, missingFrom } from './listing-draft.ts';

/** A request to list whose outcome is not known yet. The same key and body have one effect, however often they are sent. */
export interface OpenAttempt {
  key: string;
  listing: Listing;
}

export interface ListingApi {
  listTicket: (listing: Listing, key: string) => Promise<ApiAnswer<Ticket>>;
  editTicket: (ticketId: string, version: number, change: ListingChange) => Promise<ApiAnswer<Ticket>>;
  readTicket: (ticketId: string) => Promise<ApiAnswer<Ticket>>;
}

/** Keeps the open attempt, also across a reload; null once its outcome is known. */
type Keep = (attempt: OpenAttempt | null) => void;

async function send(api: ListingApi, attempt: OpenAttempt, keep: Keep): Promise<ApiAnswer<Ticket>> {
  keep(attempt);
  const answer = await api.listTicket(attempt.listing, attempt.key);
  if (answer.ok || !isAttemptOpen(answer.problem)) keep(null);
  return answer;
}

export interface NewAttempt {
  /** An earlier attempt whose outcome is unknown. */
  open: OpenAttempt | null;
  newKey: string;
  keep: Keep;
  /** Called when an earlier attempt turns out to have listed the ticket; from then on, the form edits it. */
  onListed: (ticket: Ticket) => void;
}

/**
 * Lists a ticket once, even if answers are lost and the seller presses again. An earlier attempt whose outcome is
 * unknown is settled first, as it was sent; what the seller has changed since then becomes an edit of its listing.
 */
export async function submitNew(
  api: ListingApi,
  listing: Listing,
  { open, newKey, keep, onListed }: NewAttempt,
): Promise<ApiAnswer<Ticket>> {
  if (!open) return send(api, { key: newKey, listing }, keep);
  const settled = await send(api, open, keep);
  const change = missingFrom(open.listing, listing);
  if (settled.ok) onListed(settled.value);
  if (settled.ok) return change ? api.editTicket(settled.value.id, settled.value.version, change) : settled;
  return isAttemptOpen(settled.problem) || !change ? settled : send(api, { key: newKey, listing }, keep);
}

export type EditAnswer = ApiAnswer<Ticket> | { ok: false; conflict: Ticket };

/**
 * Saves an edit. When the listing has another version but already is as wanted, an earlier answer was lost: that is a
 * success, not a conflict.
 */
export async function submitEdit(api: ListingApi, base: Ticket, change: ListingChange): Promise<EditAnswer> {
  const answer = await api.editTicket(base.id, base.version, change);
  if (answer.ok || !isRefusedWith(answer.problem, 409)) return answer;
  const now = await api.readTicket(base.id);
  if (!now.ok) return answer;
  return missingFrom(listingOf(now.value), change) ? { ok: false, conflict: now.value } : now;
}
