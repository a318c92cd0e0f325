import type { MetadataRoute } from 'next';
import { searchTickets } from '@/api/server.ts';
import { readOrigin } from '@/server/origin.ts';

export const dynamic = 'force-dynamic';

/** The newest tickets on sale; older ones are found through the pages of the list. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const [origin, answer] = await Promise.all([readOrigin(), searchTickets({ limit: 100 })]);
  const tickets = answer.ok ? answer.value : [];
  return [{ url: `${origin}/` }, ...tickets.map(({ id }) => ({ url: `${origin}/tickets/${id}` }))];
}
