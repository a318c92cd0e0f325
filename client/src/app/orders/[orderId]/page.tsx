import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ButtonLink } from '../../../components/button.tsx';
import { MessagePage } from '../../../components/message-page.tsx';
import { OrderPanel } from '../../../components/order/order-panel.tsx';
import { ServiceAway } from '../../../components/service-away.tsx';
import { isRefusedWith } from '../../../lib/api/problem.ts';
import { requireUser } from '../../../lib/api/require-user.ts';
import { readOrder } from '../../../lib/api/server.ts';

export const metadata: Metadata = { title: 'Order' };

type OrderPageProps = { params: Promise<{ orderId: string }> };

export default async function OrderPage({ params }: OrderPageProps) {
  const { orderId } = await params;
  await requireUser(`/orders/${orderId}`);
  const answer = await readOrder(orderId);
  if (!answer.ok) {
    if (isRefusedWith(answer.problem, 404)) notFound();
    if (isRefusedWith(answer.problem, 401)) return <NotYourOrder />;
    return <ServiceAway what="this order" />;
  }
  return <OrderPanel key={orderId} initialOrder={answer.value} />;
}

function NotYourOrder() {
  return (
    <MessagePage title="Not your order" actions={<ButtonLink href="/orders">My orders</ButtonLink>}>
      <p>This order belongs to another account.</p>
    </MessagePage>
  );
}
