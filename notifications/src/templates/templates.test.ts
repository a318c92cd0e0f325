import { describe, expect, it } from '@jest/globals';
import { languages } from '@ticketing/contracts';
import { linkMailKinds, orderMailKinds } from '../domain/mail.ts';
import type { Order } from '../domain/order.ts';
import { type RenderedMail, renderLinkMail, renderOrderMail } from './index.ts';

const store = 'https://store.example';
const order: Order = {
  id: 'order-1',
  buyerId: 'buyer',
  ticketId: 'ticket',
  title: 'Concert',
  priceMinor: 123_450,
  currency: 'USD',
  reservedUntil: new Date(0),
};
const refund = { amountMinor: 1_999, currency: 'USD' };
const about = (title: string) => ({ order: { ...order, title }, refund: null });

const everyMail: [string, RenderedMail][] = languages.flatMap((language) => [
  ...orderMailKinds.map((kind): [string, RenderedMail] => [
    `${kind} in ${language}`,
    renderOrderMail({ kind, order, refund }, language, store),
  ]),
  ...linkMailKinds.map((kind): [string, RenderedMail] => [
    `${kind} in ${language}`,
    renderLinkMail(kind, 'a-token', language, store),
  ]),
]);

describe.each(everyMail)('%s', (_name, { subject, text, html }) => {
  it('says the same as text and as HTML, with one link to the store', () => {
    const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, link]) => link);
    expect(links).toHaveLength(1);
    expect(text).toContain(links[0]);
    expect(links[0]).toMatch(/^https:\/\/store\.example\/(orders\/order-1|listings|(verify|reset)\?token=a-token)$/);
    expect(subject.length).toBeGreaterThan(5);
  });

  it('loads nothing', () =>
    expect(html).not.toMatch(/<(img|link|script|iframe|object|video|style)|url\(|@import|src=/i));

  it('leaves nothing out', () => expect(subject + text + html).not.toMatch(/undefined|null|\[object|NaN/));
});

it('every mail is different in the two languages', () => {
  const subjects = everyMail.map(([, { subject }]) => subject);
  expect(new Set(subjects).size).toBe(subjects.length);
});

it.each([
  ['en' as const, '$1,234.50', '$19.99'],
  ['de' as const, '1.234,50\u00a0$', '19,99\u00a0$'],
])('amounts are written as in %s', (language, price, returned) => {
  expect(renderOrderMail({ kind: 'order_confirmed', order, refund: null }, language, store).text).toContain(price);
  expect(renderOrderMail({ kind: 'refunded', order, refund }, language, store).text).toContain(returned);
});

describe('a title', () => {
  it('with HTML is shown as it was typed', () => {
    const title = `<img src=x onerror="alert('1')"> & "Friends" ${'</p><script>'}`;
    const { html, text, subject } = renderOrderMail({ kind: 'ticket_sold', ...about(title) }, 'en', store);
    expect(html).not.toMatch(/<(img|script)/);
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; &quot;Friends&quot;');
    expect(text).toContain(title);
    expect(subject).toBe(`Sold: ${title}`);
  });

  it('of 200 characters is shortened in the subject only', () => {
    const title = '🎫é'.repeat(100);
    const { html, text, subject } = renderOrderMail({ kind: 'order_confirmed', ...about(title) }, 'de', store);
    expect([...subject]).toHaveLength(120);
    expect(subject).toMatch(/^Dein Ticket: (🎫é)+🎫?…$/u);
    expect([text.includes(title), html.includes(title)]).toEqual([true, true]);
  });

  it('can’t add a header or turn the subject around', () =>
    expect(
      renderOrderMail({ kind: 'ticket_sold', ...about('a\r\nBcc: b@example.com\u202e') }, 'en', store).subject,
    ).toBe('Sold: a Bcc: b@example.com'));

  it('with characters that mean something to String.replace is not changed', () =>
    expect(renderOrderMail({ kind: 'ticket_sold', ...about("$& $1 $'") }, 'en', store).html).toContain(
      '$&amp; $1 $&#39;',
    ));
});
