import type { Order } from '../../lib/api/schemas.ts';
import { orderPhase } from '../../lib/order-phase.ts';
import { Price } from '../price.tsx';
import { OrderStatus } from '../status.tsx';
import { Stub } from '../stub.tsx';

export function OrderStub({ order }: { order: Order }) {
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
          {isComplete && <span className="font-semibold">Paid</span>}
        </>
      }
    >
      <div>
        <OrderStatus order={order} />
      </div>
      <p className="figures text-sm wrap-anywhere text-muted">Order {id}</p>
    </Stub>
  );
}
