import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { PageQuery } from '@/features/console/logic/letter-filter.ts';
import { orderIdIn, ordersPath, orderViewPath } from '@/features/console/logic/order-id.ts';
import { requireOperator } from '@/features/console/logic/require-operator.ts';
import { OrderSearch } from '@/features/console/order-search.tsx';
import { PageTitle } from '@/features/console/page-title.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ops.order'))('searchTitle') };
}

/** Where an order is looked up by its id. */
export default async function OrdersPage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const { id } = await searchParams;
  await requireOperator(ordersPath);
  const orderId = orderIdIn(id);
  if (orderId) redirect(orderViewPath(orderId));
  const t = await getTranslations('ops.order');
  return (
    <>
      <PageTitle title={t('searchTitle')} lead={t('searchLead')} />
      <OrderSearch typed={typeof id === 'string' ? id : ''} />
    </>
  );
}
