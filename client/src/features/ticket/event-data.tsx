import { headers } from 'next/headers';
import type { Ticket } from '@/api/schemas.ts';
import { eventDataOf } from './event-data.ts';

/** The event for search engines, as JSON-LD. */
export async function EventData({ ticket }: { ticket: Ticket }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  const json = eventDataOf(ticket);
  if (!json) return null;
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON in which no markup can begin
    <script type="application/ld+json" nonce={nonce} dangerouslySetInnerHTML={{ __html: json }} />
  );
}
