import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { isRefusedWith } from '@/api/problem.ts';
import type { Order } from '@/api/schemas.ts';
import { readOrder, readPaymentConfig, readTicket } from '@/api/server.ts';
import { requireUser } from '@/features/account/require-user.ts';
import { contentOf } from '@/features/order/order-content.ts';
import { OrderPanel } from '@/features/order/order-panel.tsx';
import { ClientMessages } from '@/site/client-messages.tsx';
import { MessagePage } from '@/site/message-page.tsx';
import { ServiceUnavailablePage } from '@/site/service-unavailable.tsx';
import { ButtonLink } from '@/ui/button.tsx';

export async function generateMetadata({ params }: Pick<OrderPageProps, 'params'>): Promise<Metadata> {
  const [{ orderId }, t] = await Promise.all([params, getTranslations('order')]);
  const answer = await readOrder(orderId);
  return { title: answer.ok ? t('pageTitleOf', { title: contentOf(answer.value).title }) : t('pageTitle') };
}

interface OrderPageProps {
  params: Promise<{ orderId: string }>;
  /** `payment` is set when the bank's page redirects back here. */
  searchParams: Promise<{ payment?: string | string[] }>;
}

const noCards = { publishableKey: null, sandboxUrl: null };

export default async function OrderPage({ params, searchParams }: OrderPageProps) {
  const [{ orderId }, { payment }] = await Promise.all([params, searchParams]);
  const [, answer, config] = await Promise.all([
    requireUser(`/orders/${orderId}`),
    readOrder(orderId),
    readPaymentConfig(),
  ]);
  if (!answer.ok) {
    if (isRefusedWith(answer.problem, 404)) notFound();
    if (isRefusedWith(answer.problem, 401)) return <NotYourOrder />;
    return <ServiceUnavailablePage what="order" />;
  }
  const order: Order = answer.value;
  const ticket = order.ticket ? await readTicket(order.ticket.id) : null;
  return (
    <ClientMessages namespaces={['order', 'pay', 'hold', 'ticket', 'categories', 'problems']}>
      <OrderPanel
        key={orderId}
        initialOrder={order}
        ticket={ticket?.ok ? ticket.value : null}
        config={config.ok ? config.value : noCards}
        returnedPaymentId={typeof payment === 'string' ? payment : null}
      />
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
