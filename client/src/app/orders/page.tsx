import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { OrderStatus } from '../../components/order/order-status.tsx';
import { MessagePage } from '../../components/site/message-page.tsx';
import { ServiceAway } from '../../components/site/service-away.tsx';
import { ButtonLink } from '../../components/ui/button.tsx';
import { Price } from '../../components/ui/price.tsx';
import { Stub } from '../../components/ui/stub.tsx';
import { isRefusedWith } from '../../lib/api/problem.ts';
import { requireUser } from '../../lib/api/require-user.ts';
import { readOrders } from '../../lib/api/server.ts';
import { orderPhase } from '../../lib/order-phase.ts';
import { signInPath } from '../../lib/safe-next-path.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('orders'))('title') };
}

export default async function OrdersPage() {
  await requireUser('/orders');
  const [answer, t] = await Promise.all([readOrders(), getTranslations()]);
  if (!answer.ok) {
    if (isRefusedWith(answer.problem, 401)) redirect(signInPath('/orders', 'expired'));
    return <ServiceAway what="orders" />;
  }
  if (answer.value.length === 0) {
    return (
      <MessagePage title={t('orders.emptyTitle')} actions={<ButtonLink href="/">{t('order.browse')}</ButtonLink>}>
        <p>{t('orders.emptyText')}</p>
      </MessagePage>
    );
  }
  return (
    <>
      <h1 className="display mb-8 text-5xl sm:text-6xl">{t('orders.title')}</h1>
      <ul aria-label={t('orders.title')} className="grid grid-cols-1 gap-4 md:grid-cols-2 md:gap-6">
        {answer.value.map((order) => (
          <li key={order.id}>
            <Stub
              seed={order.ticket.id}
              title={order.ticket.title}
              href={`/orders/${order.id}`}
              headingLevel="h2"
              isDimmed={orderPhase(order) === 'ended'}
              tear={<Price price={order.ticket.price} currency={order.ticket.currency} />}
            >
              <div>
                <OrderStatus order={order} />
              </div>
            </Stub>
          </li>
        ))}
      </ul>
    </>
  );
}
