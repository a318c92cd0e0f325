import type { ContactStore } from '../store/contact-store.ts';
import type { MailStore } from '../store/mail-store.ts';
import type { OrderStore } from '../store/order-store.ts';

/** The database, and the clock. */
export interface StoreDeps {
  mails: MailStore;
  orders: OrderStore;
  contacts: ContactStore;
  now: () => Date;
}
