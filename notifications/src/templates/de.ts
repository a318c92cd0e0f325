import { brand } from './brand.ts';
import type { Texts } from './content.ts';

const bought = `Du erhältst diese E-Mail, weil du auf ${brand} ein Ticket gekauft hast.`;
const reserved = `Du erhältst diese E-Mail, weil du auf ${brand} ein Ticket reserviert hast.`;

export const de: Texts = {
  order_confirmed: ({ title, price, url }) => ({
    subject: `Dein Ticket: ${title}`,
    heading: 'Deine Bestellung ist bestätigt',
    paragraphs: [`Du hast „${title}“ für ${price} gekauft.`, 'Der Beleg steht auf der Seite deiner Bestellung.'],
    action: { label: 'Meine Bestellung ansehen', url },
    reason: bought,
  }),
  places_offered: ({ title, price, url }) => ({
    subject: `Plätze für dich: ${title}`,
    heading: 'Für euch sind Plätze frei',
    paragraphs: [
      `Für „${title}“ sind Plätze frei geworden. Wir haben sie für dich reserviert; sie kosten ${price}.`,
      'Bis wann, steht auf der Seite der Bestellung. Zahlst du bis dahin nicht, bekommt sie der Nächste auf der Warteliste.',
    ],
    action: { label: 'Plätze bezahlen', url },
    reason: `Du erhältst diese E-Mail, weil du auf ${brand} auf einer Warteliste stehst.`,
  }),
  reservation_expired: ({ title, url }) => ({
    subject: `Deine Reservierung ist abgelaufen: ${title}`,
    heading: 'Deine Reservierung ist abgelaufen',
    paragraphs: [
      `„${title}“ wurde nicht rechtzeitig bezahlt und ist nicht mehr für dich reserviert. Es wurde nichts abgebucht.`,
      'Wenn das Ticket noch zu haben ist, kannst du es erneut reservieren.',
    ],
    action: { label: 'Bestellung ansehen', url },
    reason: reserved,
  }),
  event_cancelled: ({ title, url }) => ({
    subject: `Abgesagt: ${title}`,
    heading: 'Deine Veranstaltung wurde abgesagt',
    paragraphs: [
      `„${title}“ wurde vom Veranstalter abgesagt. Deine Tickets sind nicht mehr gültig.`,
      'Wenn du schon bezahlt hast, bekommst du alles auf die Karte zurück, mit der du bezahlt hast. Wir schreiben dir, sobald das Geld unterwegs ist.',
    ],
    action: { label: 'Bestellung ansehen', url },
    reason: reserved,
  }),
  refunded: ({ title, refund, url }) => ({
    subject: `Du bekommst dein Geld zurück: ${title}`,
    heading: 'Du bekommst dein Geld zurück',
    paragraphs: [
      `Deine Bestellung von „${title}“ ist beendet. Wir haben ${refund} auf deine Karte zurückgebucht.`,
      'Bis deine Bank die Gutschrift zeigt, können einige Tage vergehen.',
    ],
    action: { label: 'Bestellung ansehen', url },
    reason: reserved,
  }),
  part_refunded: ({ title, refund, price, url }) => ({
    subject: `Du bekommst einen Teil deines Geldes zurück: ${title}`,
    heading: 'Du bekommst einen Teil deines Geldes zurück',
    paragraphs: [
      `Plätze deiner Bestellung von „${title}“ wurden zurückgegeben. Wir haben ${refund} auf deine Karte zurückgebucht. Deine übrigen Plätze behältst du; sie kosten ${price}.`,
      'Bis deine Bank die Gutschrift zeigt, können einige Tage vergehen. Welche Plätze du noch hast, steht auf der Seite der Bestellung.',
    ],
    action: { label: 'Bestellung ansehen', url },
    reason: reserved,
  }),
  ticket_sold: ({ title, price, url }) => ({
    subject: `Verkauft: ${title}`,
    heading: 'Dein Ticket ist verkauft',
    paragraphs: [`„${title}“ wurde für ${price} gekauft.`],
    action: { label: 'Meine Angebote ansehen', url },
    reason: `Du erhältst diese E-Mail, weil du auf ${brand} Tickets verkaufst.`,
  }),
  email_verification: ({ url }) => ({
    subject: `Bestätige deine E-Mail-Adresse für ${brand}`,
    heading: 'Bestätige deine E-Mail-Adresse',
    paragraphs: ['Mit diesem Link bestätigst du, dass die Adresse dir gehört. Er gilt 24 Stunden.'],
    action: { label: 'Adresse bestätigen', url },
    reason: `Wenn du dich nicht bei ${brand} registriert hast, kannst du diese E-Mail ignorieren.`,
  }),
  password_reset: ({ url }) => ({
    subject: `Neues Passwort für ${brand}`,
    heading: 'Wähle ein neues Passwort',
    paragraphs: [
      'Mit diesem Link wählst du ein neues Passwort. Er gilt einmal, 30 Minuten lang.',
      'Du wirst auf allen Geräten abgemeldet.',
    ],
    action: { label: 'Neues Passwort wählen', url },
    reason: 'Wenn du das nicht angefordert hast, kannst du diese E-Mail ignorieren; dein Passwort bleibt, wie es ist.',
  }),
};
