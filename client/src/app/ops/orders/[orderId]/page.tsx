import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { Code } from '@/features/console/code.tsx';
import { orderViewPath } from '@/features/console/logic/order-id.ts';
import { requireOperator } from '@/features/console/logic/require-operator.ts';
import { OrderOverview } from '@/features/console/order-overview.tsx';
import { OrderSearch } from '@/features/console/order-search.tsx';
import { PageTitle } from '@/features/console/page-title.tsx';
import { TableSkeleton } from '@/features/console/table-skeleton.tsx';

interface OrderPageProps {
  params: Promise<{ orderId: string }>;
}

export async function generateMetadata({ params }: OrderPageProps): Promise<Metadata> {
  const [{ orderId }, t] = await Promise.all([params, getTranslations('ops.order')]);
  return { title: t('title', { id: orderId }) };
}

/** An order in every service, with its events. */
export default async function OrderViewPage({ params }: OrderPageProps) {
  const { orderId } = await params;
  await requireOperator(orderViewPath(orderId));
  const t = await getTranslations('ops.order');
  return (
    <>
      <PageTitle title={t('heading')} lead={<Code>{orderId}</Code>} />
      <div className="flex flex-col gap-8">
        <OrderSearch />
        <Suspense key={orderId} fallback={<TableSkeleton label={t('loading')} />}>
          <OrderOverview orderId={orderId} />
        </Suspense>
      </div>
    </>
  );
}
