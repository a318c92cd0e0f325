import { getFormatter, getTranslations } from 'next-intl/server';
import { readSeller } from '@/api/server.ts';

/** Who sells, as far as buyers may know: since when, and how much. Nothing while the service is unavailable. */
export async function SellerFacts({ ticketId }: { ticketId: string }) {
  const [answer, t, format] = await Promise.all([readSeller(ticketId), getTranslations('ticket'), getFormatter()]);
  if (!answer.ok) return null;
  const { since, soldTickets } = answer.value;
  const month = format.dateTime(new Date(`${since}-15T00:00:00Z`), { month: 'long', year: 'numeric' });
  return (
    <section className="flex flex-col gap-1 px-6 text-sm">
      <h2 className="caption">{t('seller')}</h2>
      <p className="font-semibold">{t('sellerSince', { month })}</p>
      {soldTickets > 0 && <p className="text-muted">{t('sold', { count: soldTickets })}</p>}
    </section>
  );
}
