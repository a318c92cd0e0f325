import { useFormatter, useTranslations } from 'next-intl';
import type { Order, OrderItem } from '@/api/schemas.ts';
import { contentOf } from './order-content.ts';

/** The places of an order with their prices and the total; nothing for the ticket of a listing, whose stub has both. */
export function OrderItems({ order }: { order: Order }) {
  const t = useTranslations('order');
  const format = useFormatter();
  const { places } = contentOf(order);
  const { total, currency } = order;
  const money = (price: number) => format.number(price, { style: 'currency', currency });
  if (places.length === 0) return null;
  return (
    <table className="w-full border-y border-line text-left">
      <caption className="sr-only">{t('items')}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('item')}</th>
          <th scope="col">{t('itemPrice')}</th>
        </tr>
      </thead>
      <tbody>
        {places.map((item, index) => (
          <tr key={item.seatId ?? `${item.sectionId} ${index}`} className="border-b border-line">
            <th scope="row" dir="auto" className="py-2 pr-4 font-normal wrap-anywhere">
              {item.label}
            </th>
            <td className="figures py-2 text-right">{money(item.price)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="font-semibold">
          <th scope="row" className="py-2 pr-4">
            {t('itemTotal')}
          </th>
          <td className="figures py-2 text-right">{money(total)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** All places in one text. */
export const seatsInShort = (places: readonly OrderItem[]): string => places.map(({ label }) => label).join(' · ');
