'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { Order, PaymentConfig, Ticket } from '@/api/schemas.ts';
import { signInPath } from '@/features/account/safe-next-path.ts';
import { HoldStub } from '@/features/hold/hold-stub.tsx';
import { PaymentSection } from '@/features/payment/payment-section.tsx';
import { usePayment } from '@/features/payment/use-payment.ts';
import { Notice } from '@/ui/notice.tsx';
import { useKeptFocus } from '@/ui/use-kept-focus.ts';
import { BookingLink } from './booking-link.tsx';
import { GiveBackForm } from './give-back-form.tsx';
import { contentOf } from './order-content.ts';
import { OrderItems } from './order-items.tsx';
import { OrderOutcome } from './order-outcome.tsx';
import { orderPhase } from './order-phase.ts';
import { OrderSummary } from './order-summary.tsx';
import { Receipt } from './receipt.tsx';
import { ReleaseForm } from './release-form.tsx';
import { type LiveOrder, useLiveOrder } from './use-live-order.ts';

interface OrderPanelProps {
  initialOrder: Order;
  /** For the picture and details; null when the listing could not be read. */
  ticket: Ticket | null;
  config: PaymentConfig;
  returnedPaymentId: string | null;
}

/** The changing parts of an order: countdown, payment and outcome. */
export function OrderPanel({ initialOrder, ticket, config, returnedPaymentId }: OrderPanelProps) {
  const router = useRouter();
  const t = useTranslations('order');
  const [isReleased, setReleased] = useState(false);
  const payment = usePayment(initialOrder.id, returnedPaymentId);
  const { attempt, dispatch } = payment;
  const [onRead] = useState(() => (order: Order) => dispatch({ type: 'order_read', order }));
  const live = useLiveOrder(initialOrder, onRead, attempt.step !== 'ready');
  const { row: order, connection } = live;
  const phase = orderPhase(order);

  const isSignedOut = connection === 'signed_out' || attempt.step === 'signed_out';
  useEffect(() => {
    if (isSignedOut) router.push(signInPath(`/orders/${initialOrder.id}`, 'expired'));
  }, [isSignedOut, initialOrder.id, router]);

  const isEnded = isReleased || (phase !== 'held' && phase !== 'processing');
  const isSettling = attempt.step === 'paid' || attempt.step === 'processing';
  const panel = useRef<HTMLDivElement>(null);
  useKeptFocus(panel, isEnded ? phase : isSettling ? 'settling' : 'open');

  if (phase === 'complete') {
    return (
      <div ref={panel} tabIndex={-1} className="outline-none">
        <Receipt order={order} ticket={ticket} />
      </div>
    );
  }
  return (
    <div ref={panel} tabIndex={-1} className="flex flex-col gap-8 outline-none">
      {!isEnded && !isSettling && <OwnHold live={live} />}
      {connection === 'lost' && (
        <Notice role="status" title={t('connectionLostTitle')}>
          {t('connectionLost')}
        </Notice>
      )}
      <div className="grid grid-cols-1 gap-8 lg:grid-cols-[minmax(0,30rem)_minmax(0,1fr)] lg:gap-16">
        <div className="flex flex-col gap-4 lg:order-1">
          <OrderSummary order={order} ticket={ticket} />
          <OrderItems order={order} />
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          {isEnded && <OrderOutcome order={order} isReleased={isReleased} />}
          {!isEnded && isSettling && <Settling step={attempt.step} count={order.items.length} />}
          {!isEnded && !isSettling && <PaymentSection order={order} payment={payment} config={config} />}
          {!isEnded && attempt.step === 'ready' && (
            <>
              <GiveBackForm order={order} />
              <ReleaseForm orderId={order.id} count={order.items.length} onReleased={() => setReleased(true)} />
            </>
          )}
          <BookingLink order={order} look={isEnded ? 'plain' : 'quiet'} />
        </div>
      </div>
    </div>
  );
}

/** The hold of this page's order; stays visible while the buyer types. */
function OwnHold({ live: { row: order, anchor } }: { live: LiveOrder }) {
  const [initialMs] = useState(() => Math.max(0, Date.parse(order.expiresAt) - Date.parse(order.serverTime)));
  return (
    <div className="sticky top-2 z-10">
      <HoldStub
        title={contentOf(order).title}
        anchor={anchor}
        initialMs={initialMs}
        totalMs={Date.parse(order.expiresAt) - Date.parse(order.createdAt)}
      />
    </div>
  );
}

function Settling({ step, count }: { step: 'paid' | 'processing'; count: number }) {
  const t = useTranslations('order');
  return (
    <Notice role="status" title={t(step === 'paid' ? 'receivedTitle' : 'processingTitle')}>
      {t(step === 'paid' ? 'received' : 'processing', { count })}
    </Notice>
  );
}
