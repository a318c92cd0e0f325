import { notFound } from '@ticketing/common/errors';
import type { ClientSession } from '@ticketing/common/mongo';
import { edit, type Ticket } from '../domain/ticket.ts';
import type { PictureRenderer } from '../pictures/picture-renderer.ts';
import { type PictureStore, pictureIdOf } from '../store/picture-store.ts';
import { changeListing, findOwnListing, type OwnListing } from './change-listing.ts';
import { countUpload, type SellerLimitDeps } from './limit-sellers.ts';
import type { TicketDeps } from './list-ticket.ts';

export interface PictureDeps extends SellerLimitDeps {
  pictures: PictureStore;
  renderer: PictureRenderer;
}

type Deps = TicketDeps & PictureDeps;

/**
 * Renders and sets a listing's picture, and removes the previous one if no other listing uses it. Idempotent for the
 * same picture.
 * @throws DomainError as {@link changeListing}, ticket_reserved, invalid_picture, picture_too_many_pixels,
 * too_many_pictures
 */
export const setPicture =
  (deps: Deps) =>
  async ({ bytes, ...listing }: OwnListing & { bytes: Uint8Array }): Promise<Ticket> => {
    // Checked up front as well, because rendering is expensive.
    edit(await findOwnListing(deps.tickets, listing), {}, new Date());
    await countUpload(deps)(listing.sellerId, bytes.length);
    const picture = await deps.renderer.render(bytes);
    const pictureId = pictureIdOf(picture);
    return changeListing(
      deps,
      listing,
      (ticket, now) => edit(ticket, { pictureId }, now),
      async (session, { before }) => {
        await deps.pictures.save(session, picture);
        await removeUnused(deps, session, before);
      },
    );
  };

/**
 * Removes a listing's picture. Idempotent.
 * @throws DomainError as {@link changeListing}, ticket_reserved
 */
export const removePicture =
  (deps: Deps) =>
  (listing: OwnListing): Promise<Ticket> =>
    changeListing(
      deps,
      listing,
      (ticket, now) => edit(ticket, { pictureId: null }, now),
      (session, { before }) => removeUnused(deps, session, before),
    );

async function removeUnused({ tickets, pictures }: Deps, session: ClientSession, before: Ticket): Promise<void> {
  if (before.pictureId !== null && !(await tickets.isPictureUsedElsewhere(session, before)))
    await pictures.remove(session, before.pictureId);
}

/**
 * Reads a listing's current picture, as WebP.
 * @throws DomainError not_found, also for a previous picture
 */
export const readPicture =
  ({ tickets, pictures }: Pick<Deps, 'tickets' | 'pictures'>) =>
  async ({ ticketId, pictureId }: { ticketId: string; pictureId: string }): Promise<Buffer> => {
    const ticket = await tickets.findById(ticketId);
    const bytes = ticket?.pictureId === pictureId ? await pictures.find(pictureId) : null;
    if (!bytes) throw notFound('Picture not found');
    return bytes;
  };
