import { randomBytes } from 'node:crypto';
import type { TicketCreated } from '@ticketing/contracts';

/** The event of a ticket that can be reserved. */
export const ticketCreated = (given: Partial<TicketCreated> = {}): TicketCreated => ({
  id: randomBytes(12).toString('hex'),
  title: 'Concert',
  price: 1999,
  currency: 'USD',
  userId: 'seller',
  version: 0,
  status: 'available',
  isWithdrawn: false,
  startsAt: null,
  saleEndsAt: null,
  ...given,
});
