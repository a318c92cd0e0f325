import { getTranslations } from 'next-intl/server';
import { readSimilarTickets } from '@/api/server.ts';
import { ListingCard } from '@/features/listing/listing-card.tsx';

/** Other tickets on sale; nothing without any, and while the service is unavailable. */
export async function SimilarTickets({ ticketId }: { ticketId: string }) {
  const [answer, t] = await Promise.all([readSimilarTickets(ticketId), getTranslations('ticket')]);
  if (!answer.ok || answer.value.length === 0) return null;
  return (
    <section aria-labelledby="similar" className="flex flex-col gap-4 border-t border-line pt-8">
      <h2 id="similar" className="display text-2xl">
        {t('similarTitle')}
      </h2>
      <ul className="grid grid-cols-2 gap-3 sm:gap-6 lg:grid-cols-4">
        {answer.value.map((ticket) => (
          <li key={ticket.id}>
            <ListingCard ticket={ticket} />
          </li>
        ))}
      </ul>
    </section>
  );
}
