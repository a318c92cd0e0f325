import type { TicketCreated } from '@ticketing/contracts';
import type { Tx } from './database.ts';

/** Takes over what the tickets service says of a listing. The reservation number is ours and stays. */
export async function saveTicket(
  tx: Tx,
  { id, title, price, currency, userId, isWithdrawn }: TicketCreated,
): Promise<void> {
  const listing = { title, priceMinor: price, currency, userId, isWithdrawn };
  await tx.ticket.upsert({ where: { id }, create: { id, ...listing }, update: listing });
}
