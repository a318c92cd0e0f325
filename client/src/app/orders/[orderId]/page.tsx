import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { OrderPanel } from '../../../components/order/order-panel.tsx';
import { ClientMessages } from '../../../components/site/client-messages.tsx';
import { MessagePage } from '../../../components/site/message-page.tsx';
import { ServiceAway } from '../../../components/site/service-away.tsx';
import { ButtonLink } from '../../../components/ui/button.tsx';
import { isRefusedWith } from '../../../lib/api/problem.ts';
import { requireUser } from '../../../lib/api/require-user.ts';
import { readOrder } from '../../../lib/api/server.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('order'))('pageTitle') };
}

type OrderPageProps = { params: Promise<{ orderId: string }> };

export default async function OrderPage({ params }: OrderPageProps) {
  const { orderId } = await params;
  await requireUser(`/orders/${orderId}`);
  const answer = await readOrder(orderId);
  if (!answer.ok) {
    if (isRefusedWith(answer.problem, 404)) notFound();
    if (isRefusedWith(answer.problem, 401)) return <NotYourOrder />;
    return <ServiceAway what="order" />;
  }
  return (
    <ClientMessages namespaces={['order', 'pay', 'problems']}>
      <OrderPanel key={orderId} initialOrder={answer.value} />
    </ClientMessages>
  );
}

function NotYourOrder() {
  const t = useTranslations('order');
  return (
    <MessagePage title={t('notYoursTitle')} actions={<ButtonLink href="/orders">{t('myOrders')}</ButtonLink>}>
      <p>{t('notYoursText')}</p>
    </MessagePage>
  );
}
