/** What a mail says, in one language. Plain text: nothing is escaped yet. */
export interface Content {
  subject: string;
  heading: string;
  paragraphs: readonly string[];
  /** The one thing to do. */
  action: { label: string; url: string };
  /** Why the reader gets it. */
  reason: string;
}

/** An order, as its buyer or seller reads it. */
export interface OrderFacts {
  title: string;
  /** With its currency, in the language of the mail. */
  price: string;
  /** What was given back; the price for other kinds. */
  refund: string;
  url: string;
}

/** A link with a secret. */
export interface LinkFacts {
  url: string;
}

export interface Texts {
  order_confirmed(facts: OrderFacts): Content;
  places_offered(facts: OrderFacts): Content;
  reservation_expired(facts: OrderFacts): Content;
  event_cancelled(facts: OrderFacts): Content;
  refunded(facts: OrderFacts): Content;
  part_refunded(facts: OrderFacts): Content;
  ticket_sold(facts: OrderFacts): Content;
  email_verification(facts: LinkFacts): Content;
  password_reset(facts: LinkFacts): Content;
}
