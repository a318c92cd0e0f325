import { useFormatter, useTranslations } from 'next-intl';
import type { Order } from '@/api/schemas.ts';

/** The places of a paid order that its organiser has refunded, and what came back. */
export function ReturnedPlaces({ order }: { order: Order }) {
  const t = useTranslations('order.returned');
  const format = useFormatter();
  const { returned = [], refund, currency } = order;
  const money = (price: number) => format.number(price, { style: 'currency', currency });
  const places = returned.filter(({ reason }) => reason === 'refunded');
  if (places.length === 0 && !refund) return null;
  return (
    <section aria-labelledby="returned" className="flex flex-col gap-3">
      <h2 id="returned" className="display text-2xl">
        {t('title')}
      </h2>
      {places.length > 0 && (
        <ul className="border-y border-line">
          {places.map(({ label, price, seatId, sectionId }, index) => (
            <li
              key={seatId ?? `${sectionId} ${index}`}
              className="flex justify-between gap-4 border-b border-line py-2 last:border-b-0"
            >
              <span dir="auto" className="wrap-anywhere">
                {label}
              </span>
              <span className="figures">{money(price)}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="text-muted">{refund ? t('refunded', { amount: money(refund.amount) }) : t('refunding')}</p>
    </section>
  );
}
