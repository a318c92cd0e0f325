import { useTranslations } from 'next-intl';
import { NavLink } from '@/site/nav-link.tsx';
import { bookingsPath, ordersPath } from '@/site/travel-paths.ts';

const tab = 'inline-flex min-h-11 items-center font-semibold text-muted hover:text-ink';

/** Leads from orders to bookings and back. */
export function PurchaseTabs() {
  const t = useTranslations('site');
  return (
    <nav aria-label={t('purchases')} className="mb-4 flex flex-wrap gap-x-6 sm:mb-6">
      <NavLink href={ordersPath} className={tab}>
        {t('myOrders')}
      </NavLink>
      <NavLink href={bookingsPath} className={tab}>
        {t('myBookings')}
      </NavLink>
    </nav>
  );
}
