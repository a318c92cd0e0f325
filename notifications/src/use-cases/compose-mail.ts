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

/** What mails of a batch need, read at once. */
interface Facts {
  orders: ReadonlyMap<string, Order>;
  /** By ticket id. */
  sellers: ReadonlyMap<string, string>;
  /** By user id, sealed. */
  contacts: ReadonlyMap<string, string | 'erased'>;
}

/**
 * Puts mails together: the only place where addresses are readable.
 * @returns the error of a mail that can't be composed, which does not concern the others
 */
export const composeMails =
  (deps: ComposeDeps) =>
  async (mails: readonly Mail[]): Promise<Map<Mail, Composition | Error>> => {
    const facts = await readFacts(deps, mails.filter(isOrderMail));
    const compositions = mails.map(async (mail) => {
      const composition = isOrderMail(mail) ? composeOrderMail(deps, facts, mail) : composeLinkMail(deps, mail);
      return [mail, await composition.catch(toError)] as const;
    });
    return new Map(await Promise.all(compositions));
  };

const isOrderMail = (mail: Mail): mail is OrderMail => 'orderId' in mail;

const toError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

async function readFacts(
  { orders: store, contacts }: Pick<ComposeDeps, 'orders' | 'contacts'>,
  mails: readonly OrderMail[],
): Promise<Facts> {
  const orders = await store.findAll(mails.map(({ orderId }) => orderId));
  const soldTickets = mails.flatMap(({ kind, orderId }) =>
    kind === 'ticket_sold' ? (orders.get(orderId)?.ticketId ?? []) : [],
  );
  const sellers = await store.sellersOf(soldTickets);
  const buyers = [...orders.values()].map(({ buyerId }) => buyerId);
  return { orders, sellers, contacts: await contacts.findAll([...new Set([...buyers, ...sellers.values()])]) };
}

async function composeLinkMail({ open, now, publicUrl }: ComposeDeps, mail: LinkMail): Promise<Composition> {
  if (!linkWorks(mail, now())) return { type: 'pointless', reason: 'link_expired' };
  const about = `mail:${mail.requestId}:${mail.kind}`;
  const { address, token, ...reader } = await opened(open, sealedLink, mail.sealedMail, about);
  return { type: 'ready', address, mail: renderLinkMail(mail.kind, token, reader.language, publicUrl) };
}

async function composeOrderMail(
  { open, now, publicUrl }: ComposeDeps,
  { orders, sellers, contacts }: Facts,
  mail: OrderMail,
): Promise<Composition> {
  const isTooOld = now().getTime() - mail.createdAt.getTime() > waitForAddressMs;
  const waitFor = (waitsFor: string): Composition =>
    isTooOld ? { type: 'pointless', reason: 'no_address' } : { type: 'waiting', waitsFor };
  const order = orders.get(mail.orderId);
  if (!order) return waitFor(waited.order(mail.orderId));
  if (!isNews(mail.kind, order.reservedUntil, mail.createdAt)) return { type: 'pointless', reason: 'not_news' };
  const userId = mail.kind === 'ticket_sold' ? sellers.get(order.ticketId ?? '') : order.buyerId;
  if (userId === undefined) return waitFor(waited.seller(order.ticketId ?? ''));
  const sealed = contacts.get(userId);
  if (sealed === 'erased') return { type: 'pointless', reason: 'no_address' };
  if (sealed === undefined) return waitFor(waited.contact(userId));
  const { address, ...reader } = await opened(open, contact, sealed, `contact:${userId}`);
  return { type: 'ready', address, mail: renderOrderMail({ ...mail, order }, reader.language, publicUrl) };
}
