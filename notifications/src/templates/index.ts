import { toMajorUnits } from '@ticketing/common/money';
import type { Language } from '@ticketing/contracts';
import type { LinkMailKind, OrderMailKind } from '../domain/mail.ts';
import type { Order } from '../domain/order.ts';
import type { Content, Texts } from './content.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { toHtml, toText } from './layout.ts';

const textsOf: Readonly<Record<Language, Texts>> = { en, de };

/** A mail as it is sent, except for its sender and recipient. */
export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}

const maxSubjectCharacters = 120;

/** A subject is one line; what can't be seen or changes the direction of text is left out. */
function toSubject(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ').replace(/\p{C}/gu, '')];
  return characters.length <= maxSubjectCharacters
    ? characters.join('')
    : `${characters.slice(0, maxSubjectCharacters - 1).join('')}…`;
}

const render = (content: Content, language: Language): RenderedMail => ({
  subject: toSubject(content.subject),
  text: toText(content),
  html: toHtml(content, language),
});

const formatMoney = (minor: number, currency: string, language: Language): string =>
  new Intl.NumberFormat(language, { style: 'currency', currency }).format(toMajorUnits(minor));

export interface OrderMailFacts {
  kind: OrderMailKind;
  order: Order;
  refund: { amountMinor: number; currency: string } | null;
}

/** @param publicUrl the store's address */
export function renderOrderMail(
  { kind, order, refund }: OrderMailFacts,
  language: Language,
  publicUrl: string,
): RenderedMail {
  const price = formatMoney(order.priceMinor, order.currency, language);
  const content = textsOf[language][kind]({
    title: order.title,
    price,
    refund: refund ? formatMoney(refund.amountMinor, refund.currency, language) : price,
    url: new URL(kind === 'ticket_sold' ? '/listings' : `/orders/${order.id}`, publicUrl).href,
  });
  return render(content, language);
}

const pageOf: Readonly<Record<LinkMailKind, string>> = { email_verification: '/verify', password_reset: '/reset' };

export function renderLinkMail(kind: LinkMailKind, token: string, language: Language, publicUrl: string): RenderedMail {
  const url = new URL(pageOf[kind], publicUrl);
  url.searchParams.set('token', token);
  return render(textsOf[language][kind]({ url: url.href }), language);
}
