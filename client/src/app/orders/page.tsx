import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { nextCursor } from '@/api/link-header.ts';
import { isRefusedWith, isSignedOut } from '@/api/problem.ts';
import type { Order } from '@/api/schemas.ts';
import { readOrders, readTickets } from '@/api/server.ts';
import { requireUser } from '@/features/account/require-user.ts';
import { signInPath } from '@/features/account/safe-next-path.ts';
import { PurchaseTabs } from '@/features/bookings/purchase-tabs.tsx';
import { groupOrders } from '@/features/order/order-groups.ts';
import { OrderList } from '@/features/order/order-list.tsx';
import { MessagePage } from '@/site/message-page.tsx';
import { ServiceUnavailablePage } from '@/site/service-unavailable.tsx';
import { ButtonLink } from '@/ui/button.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('orders'))('title') };
}

interface OrdersProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function OrdersPage({ searchParams }: OrdersProps) {
  const { cursor: given } = await searchParams;
  const cursor = typeof given === 'string' ? given : undefined;
  await requireUser('/orders');
  const [answer, t] = await Promise.all([readOrders(cursor), getTranslations()]);
  if (!answer.ok) {
    if (isSignedOut(answer.problem)) redirect(signInPath('/orders', 'expired'));
    // A mistyped or truncated address.
    if (isRefusedWith(answer.problem, 400)) redirect('/orders');
    return <ServiceUnavailablePage what="orders" />;
  }
  const orders: Order[] = answer.value;
  const next = nextCursor(answer.headers.get('link'));
  if (orders.length === 0 && cursor) redirect('/orders');
  if (orders.length === 0) {
    return (
      <>
        <PurchaseTabs />
        <MessagePage title={t('orders.emptyTitle')} actions={<ButtonLink href="/">{t('order.browse')}</ButtonLink>}>
          <p>{t('orders.emptyText')}</p>
        </MessagePage>
      </>
    );
  }
  const tickets = await readTickets(orders.flatMap(({ ticket }) => ticket?.id ?? []));
  const entries = orders.map((order) => ({ order, ticket: tickets.get(order.ticket?.id ?? '') ?? null }));
  const { upcoming, past, ended } = groupOrders(entries, new Date());
  return (
    <>
      <PurchaseTabs />
      <h1 className="display mb-8 text-5xl leading-none sm:text-6xl">{t('orders.title')}</h1>
      <div className="flex flex-col gap-10">
        {upcoming.length > 0 && (
          <section className="flex flex-col gap-4">
            <h2 className="display text-2xl">{t('orders.upcoming')}</h2>
            <OrderList label={t('orders.title')} entries={upcoming} />
          </section>
        )}
        {past.length > 0 && (
          <section className="flex flex-col gap-4">
            <h2 className="display text-2xl">{t('orders.past')}</h2>
            <OrderList label={t('orders.past')} entries={past} />
          </section>
        )}
        {ended.length > 0 && (
          <details>
            <summary className="inline-flex min-h-11 cursor-pointer items-center font-semibold text-accent-ink underline decoration-1 underline-offset-4">
              {t('orders.ended', { count: ended.length })}
            </summary>
            <div className="mt-4">
              <OrderList label={t('orders.endedLabel')} entries={ended} />
            </div>
          </details>
        )}
      </div>
      {(cursor || next) && (
        <nav aria-label={t('orders.pages')} className="mt-8 flex flex-wrap justify-between gap-3">
          {cursor && (
            <ButtonLink look="plain" href="/orders">
              {t('orders.newest')}
            </ButtonLink>
          )}
          {next && (
            <ButtonLink look="plain" href={`/orders?${new URLSearchParams({ cursor: next })}`}>
              {t('orders.older')}
            </ButtonLink>
          )}
        </nav>
      )}
    </>
  );
}
