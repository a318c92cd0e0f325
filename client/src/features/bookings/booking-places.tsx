import { useFormatter, useTranslations } from 'next-intl';
import type { Booking } from './api/schemas.ts';

/** Who gets which place, with prices and the total. Before the places are reserved, the names. */
export function BookingPlaces({ booking: { order, passengers } }: { booking: Booking }) {
  const t = useTranslations('bookings');
  const format = useFormatter();
  if (!order) return passengers.length > 0 && <Names names={passengers} />;
  const money = (price: number) => format.number(price, { style: 'currency', currency: order.currency });
  return (
    <table className="w-full border-y border-line text-left">
      <caption className="sr-only">{t('places.title')}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('places.passenger')}</th>
          <th scope="col">{t('places.place')}</th>
          <th scope="col">{t('places.price')}</th>
        </tr>
      </thead>
      <tbody>
        {order.places.map(({ label, passenger, price, seatId, sectionId }, at) => (
          <tr key={seatId ?? `${sectionId} ${at}`} className="border-b border-line align-baseline">
            <th scope="row" dir="auto" className="py-2 pr-4 wrap-anywhere">
              {passenger ?? t('passengers.label', { number: at + 1 })}
            </th>
            <td dir="auto" className="py-2 pr-4 wrap-anywhere text-muted">
              {label}
            </td>
            <td className="figures py-2 text-right">{money(price)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="font-semibold">
          <th scope="row" colSpan={2} className="py-2 pr-4">
            {t('places.total')}
          </th>
          <td className="figures py-2 text-right">{money(order.total)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function Names({ names }: { names: readonly string[] }) {
  const t = useTranslations('bookings.passengers');
  return (
    <ul aria-label={t('title')} className="flex flex-col border-t border-line">
      {names.map((name, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two passengers may have the same name
        <li key={`${at} ${name}`} dir="auto" className="border-b border-line py-2 font-semibold wrap-anywhere">
          {name}
        </li>
      ))}
    </ul>
  );
}
