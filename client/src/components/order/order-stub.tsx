import { useTranslations } from 'next-intl';
import type { Order } from '../../lib/api/schemas.ts';
import { orderPhase } from '../../lib/order-phase.ts';
import { Price } from '../ui/price.tsx';
import { Stub } from '../ui/stub.tsx';
import { OrderStatus } from './order-status.tsx';

export function OrderStub({ order }: { order: Order }) {
  const t = useTranslations('order');
  const { id, ticket } = order;
  const isComplete = orderPhase(order) === 'complete';
  return (
    <Stub
      seed={ticket.id}
      title={ticket.title}
      headingLevel="h1"
      isInked={isComplete}
      isDimmed={order.status === 'cancelled'}
      tear={
        <>
          <Price price={ticket.price} currency={ticket.currency} size="large" />
          {isComplete && <span className="font-semibold">{t('paid')}</span>}
        </>
      }
    >
      <div>
        <OrderStatus order={order} />
      </div>
      <p className="figures text-sm wrap-anywhere text-muted">{t('number', { id })}</p>
    </Stub>
  );
}
