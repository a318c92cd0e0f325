import { CannotOpen, type Open } from '@ticketing/common/sealing';
import { isLanguage, languages } from '@ticketing/contracts';
import { z } from 'zod';
import type { LinkMail, Mail, OrderMail } from '../domain/mail.ts';
import type { Order } from '../domain/order.ts';
import { isNews, linkWorks, waitForAddressMs } from '../domain/worth-sending.ts';
import { type RenderedMail, renderLinkMail, renderOrderMail } from '../templates/index.ts';
import type { StoreDeps } from './deps.ts';
import { waited } from './store-copies.ts';

export interface ComposeDeps extends Pick<StoreDeps, 'orders' | 'contacts' | 'now'> {
  open: Open;
  /** The store's address, for links. */
  publicUrl: string;
}

/**
 * - `ready`: it can be sent
 * - `waiting`: something it needs has not arrived
 * - `pointless`: it has lost its sense, or nobody can get it
 */
export type Composition =
  | { type: 'ready'; address: string; mail: RenderedMail }
  | { type: 'waiting'; waitsFor: string }
  | { type: 'pointless'; reason: 'link_expired' | 'not_news' | 'no_address' };

const language = z.unknown().transform((given) => (isLanguage(given) ? given : languages[0]));
const contact = z.object({ address: z.string(), language });
const sealedLink = contact.extend({ token: z.string() });

async function opened<T>(open: Open, schema: z.ZodType<T>, sealed: string, about: string): Promise<T> {
  const parsed = schema.safeParse(await open(sealed, about));
  // The error of the schema would quote the content.
  if (!parsed.success) throw new CannotOpen('a sealed text has another content than expected');
  return parsed.data;
}

/** Puts a mail together: the only place where an address is readable. @throws CannotOpen */
export const composeMail =
  (deps: ComposeDeps) =>
  (mail: Mail): Promise<Composition> =>
    'orderId' in mail ? composeOrderMail(deps, mail) : composeLinkMail(deps, mail);

async function composeLinkMail({ open, now, publicUrl }: ComposeDeps, mail: LinkMail): Promise<Composition> {
  if (!linkWorks(mail, now())) return { type: 'pointless', reason: 'link_expired' };
  const about = `mail:${mail.requestId}:${mail.kind}`;
  const { address, token, ...reader } = await opened(open, sealedLink, mail.sealedMail, about);
  return { type: 'ready', address, mail: renderLinkMail(mail.kind, token, reader.language, publicUrl) };
}

async function composeOrderMail(deps: ComposeDeps, mail: OrderMail): Promise<Composition> {
  const { orders, contacts, open, now, publicUrl } = deps;
  const isTooOld = now().getTime() - mail.createdAt.getTime() > waitForAddressMs;
  const waitFor = (waitsFor: string): Composition =>
    isTooOld ? { type: 'pointless', reason: 'no_address' } : { type: 'waiting', waitsFor };
  const order = (await orders.findAll([mail.orderId])).get(mail.orderId);
  if (!order) return waitFor(waited.order(mail.orderId));
  const isRefund = mail.kind === 'refunded' || mail.kind === 'part_refunded';
  if (isRefund && !isNews(mail.kind, order.reservedUntil, mail.createdAt))
    return { type: 'pointless', reason: 'not_news' };
  const userId = await recipientOf(deps, mail, order);
  if (userId === null) return waitFor(waited.seller(order.ticketId ?? ''));
  const sealed = await contacts.find(userId);
  if (sealed === 'erased') return { type: 'pointless', reason: 'no_address' };
  if (sealed === null) return waitFor(waited.contact(userId));
  const { address, ...reader } = await opened(open, contact, sealed, `contact:${userId}`);
  return { type: 'ready', address, mail: renderOrderMail({ ...mail, order }, reader.language, publicUrl) };
}

const recipientOf = async ({ orders }: ComposeDeps, { kind }: OrderMail, order: Order): Promise<string | null> =>
  kind === 'ticket_sold' ? orders.sellerOf(order.ticketId) : order.buyerId;
