import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ButtonLink } from '../../components/button.tsx';
import { MessagePage } from '../../components/message-page.tsx';
import { Price } from '../../components/price.tsx';
import { ServiceAway } from '../../components/service-away.tsx';
import { OrderStatus } from '../../components/status.tsx';
import { Stub } from '../../components/stub.tsx';
import { isRefusedWith } from '../../lib/api/problem.ts';
import { requireUser } from '../../lib/api/require-user.ts';
import { readOrders } from '../../lib/api/server.ts';
import { orderPhase } from '../../lib/order-phase.ts';
import { signInPath } from '../../lib/safe-next-path.ts';

export const metadata: Metadata = { title: 'My orders' };

export default async function OrdersPage() {
  await requireUser('/orders');
  const answer = await readOrders();
  if (!answer.ok) {
    if (isRefusedWith(answer.problem, 401)) redirect(signInPath('/orders', 'expired'));
    return <ServiceAway what="your orders" />;
  }
  if (answer.value.length === 0) {
    return (
      <MessagePage title="No orders yet" actions={<ButtonLink href="/">See tickets for sale</ButtonLink>}>
        <p>Tickets you reserve or buy appear here.</p>
      </MessagePage>
    );
  }
  return (
    <>
      <h1 className="display mb-8 text-4xl sm:text-5xl">My orders</h1>
      <ul aria-label="My orders" className="grid grid-cols-1 gap-4 md:grid-cols-2 md:gap-6">
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
