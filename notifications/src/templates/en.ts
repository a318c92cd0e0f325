import { brand } from './brand.ts';
import type { Texts } from './content.ts';

const bought = `You get this e-mail because you bought a ticket on ${brand}.`;
const reserved = `You get this e-mail because you reserved a ticket on ${brand}.`;

export const en: Texts = {
  order_confirmed: ({ title, price, url }) => ({
    subject: `Your ticket: ${title}`,
    heading: 'Your order is confirmed',
    paragraphs: [`You have bought “${title}” for ${price}.`, 'The receipt is on the page of your order.'],
    action: { label: 'Show my order', url },
    reason: bought,
  }),
  places_offered: ({ title, price, url }) => ({
    subject: `Places for you: ${title}`,
    heading: 'Your party has places',
    paragraphs: [
      `Places for “${title}” have become free, and we have reserved them for you. They cost ${price}.`,
      'The page of the order says until when. If you don’t pay by then, they go to the next in the waiting list.',
    ],
    action: { label: 'Pay for the places', url },
    reason: `You get this e-mail because you joined a waiting list on ${brand}.`,
  }),
  reservation_expired: ({ title, url }) => ({
    subject: `Your reservation has ended: ${title}`,
    heading: 'Your reservation has ended',
    paragraphs: [
      `“${title}” was not paid in time, so it is no longer reserved for you. You were not charged.`,
      'If it is still for sale, you can reserve it again.',
    ],
    action: { label: 'Show the order', url },
    reason: reserved,
  }),
  event_cancelled: ({ title, url }) => ({
    subject: `Cancelled: ${title}`,
    heading: 'Your event was cancelled',
    paragraphs: [
      `The organiser has cancelled “${title}”, so your tickets are no longer valid.`,
      'If you have paid, you get all of it back on the card that you paid with. We write again when it is on its way.',
    ],
    action: { label: 'Show the order', url },
    reason: reserved,
  }),
  refunded: ({ title, refund, url }) => ({
    subject: `Your money is on its way back: ${title}`,
    heading: 'You get your money back',
    paragraphs: [
      `Your order of “${title}” has ended, so we have returned ${refund} to your card.`,
      'Your bank may take some days to show it.',
    ],
    action: { label: 'Show the order', url },
    reason: reserved,
  }),
  part_refunded: ({ title, refund, price, url }) => ({
    subject: `Some of your money is on its way back: ${title}`,
    heading: 'You get some of your money back',
    paragraphs: [
      `Places of your order of “${title}” were returned, so we have returned ${refund} to your card. Your other places stay yours; they cost ${price}.`,
      'Your bank may take some days to show it. The page of your order says which places are left.',
    ],
    action: { label: 'Show the order', url },
    reason: reserved,
  }),
  ticket_sold: ({ title, price, url }) => ({
    subject: `Sold: ${title}`,
    heading: 'Your ticket is sold',
    paragraphs: [`“${title}” was bought for ${price}.`],
    action: { label: 'Show my listings', url },
    reason: `You get this e-mail because you sell tickets on ${brand}.`,
  }),
  email_verification: ({ url }) => ({
    subject: `Confirm your e-mail address for ${brand}`,
    heading: 'Confirm your e-mail address',
    paragraphs: ['With this link you confirm that the address is yours. It works for 24 hours.'],
    action: { label: 'Confirm my address', url },
    reason: `If you have not signed up on ${brand}, you can ignore this e-mail.`,
  }),
  password_reset: ({ url }) => ({
    subject: `Set a new password for ${brand}`,
    heading: 'Set a new password',
    paragraphs: [
      'With this link you choose a new password. It works once, for 30 minutes.',
      'You will be signed out on all devices.',
    ],
    action: { label: 'Choose a new password', url },
    reason: 'If you have not asked for it, you can ignore this e-mail; your password stays as it is.',
  }),
};
