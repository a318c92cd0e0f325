import { notFound } from '@ticketing/common/errors';
import type { ClientSession } from '@ticketing/common/mongo';
import { edit, type Ticket } from '../domain/ticket.ts';
import type { PictureRenderer } from '../pictures/picture-renderer.ts';
import { type PictureStore, pictureIdOf } from '../store/picture-store.ts';
import { changeListing, findOwnListing, type OwnListing } from './change-listing.ts';
import type { TicketDeps } from './list-ticket.ts';

export interface PictureDeps {
  pictures: PictureStore;
  renderer: PictureRenderer;
}

type Deps = TicketDeps & PictureDeps;

/**
 * Gives a listing a picture, rendered as it will be shown; the one it had goes if nothing else shows it. The same picture
 * again changes nothing.
 * @throws DomainError as {@link changeListing}, ticket_reserved, invalid_picture
 */
export const setPicture =
  (deps: Deps) =>
  async ({ bytes, ...listing }: OwnListing & { bytes: Uint8Array }): Promise<Ticket> => {
    // Looked at before as well, because rendering costs the more the larger the picture is.
    edit(await findOwnListing(deps.tickets, listing), {});
    const picture = await deps.renderer.render(bytes);
    const pictureId = pictureIdOf(picture);
    return changeListing(
      deps,
      listing,
      (ticket) => edit(ticket, { pictureId }),
      async (session, { before }) => {
        await deps.pictures.keep(session, picture);
        await removeUnused(deps, session, before);
      },
    );
  };

/**
 * Takes a listing's picture away. Again is without effect.
 * @throws DomainError as {@link changeListing}, ticket_reserved
 */
export const removePicture =
  (deps: Deps) =>
  (listing: OwnListing): Promise<Ticket> =>
    changeListing(
      deps,
      listing,
      (ticket) => edit(ticket, { pictureId: null }),
      (session, { before }) => removeUnused(deps, session, before),
    );

async function removeUnused({ tickets, pictures }: Deps, session: ClientSession, before: Ticket): Promise<void> {
  if (before.pictureId !== null && !(await tickets.isPictureUsedElsewhere(session, before)))
    await pictures.remove(session, before.pictureId);
}

/**
 * The picture that a listing shows now, as WebP.
 * @throws DomainError not_found, also for one it has shown before
 */
export const readPicture =
  ({ tickets, pictures }: Pick<Deps, 'tickets' | 'pictures'>) =>
  async ({ ticketId, pictureId }: { ticketId: string; pictureId: string }): Promise<Buffer> => {
    const ticket = await tickets.findById(ticketId);
    const bytes = ticket?.pictureId === pictureId ? await pictures.find(pictureId) : null;
    if (!bytes) throw notFound('Picture not found');
    return bytes;
  };
