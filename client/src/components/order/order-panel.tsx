'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useReducer, useRef, useState } from 'react';
import { pay } from '../../lib/api/browser.ts';
import type { Order } from '../../lib/api/schemas.ts';
import { orderPhase } from '../../lib/order-phase.ts';
import { initialAttempt, nextAttempt } from '../../lib/payment-attempt.ts';
import { randomHex } from '../../lib/random-hex.ts';
import { signInPath } from '../../lib/safe-next-path.ts';
import { Notice } from '../ui/notice.tsx';
import { Countdown } from './countdown.tsx';
import { OrderOutcome } from './order-outcome.tsx';
import { OrderStub } from './order-stub.tsx';
import { PaymentForm } from './payment-form.tsx';
import { ReleaseForm } from './release-form.tsx';
import { useLiveOrder } from './use-live-order.ts';

/** Everything about an order that moves: the clock, the payment, the end. */
export function OrderPanel({ initialOrder }: { initialOrder: Order }) {
  const router = useRouter();
  const t = useTranslations('order');
  const [attempt, dispatch] = useReducer(nextAttempt, initialAttempt);
  const [isReleased, setReleased] = useState(false);
  const [onRead] = useState(() => (order: Order) => dispatch({ type: 'order_read', order }));
  const isUnsettled = attempt.step === 'checking' || attempt.step === 'processing' || attempt.step === 'paid';
  const { order, anchor, connection } = useLiveOrder(initialOrder, onRead, isUnsettled);
  const phase = orderPhase(order);

  const isSignedOut = connection === 'signed_out' || attempt.step === 'signed_out';
  useEffect(() => {
    if (isSignedOut) router.push(signInPath(`/orders/${initialOrder.id}`, 'expired'));
  }, [isSignedOut, initialOrder.id, router]);

  // State lags a render behind: two clicks in one frame would both see an attempt that may be sent.
  const isSending = useRef(false);
  const submit = async (token: string) => {
    const submitted = { type: 'submitted', token, newKey: randomHex(16) } as const;
    const next = nextAttempt(attempt, submitted);
    if (next.step !== 'paying' || isSending.current) return;
    isSending.current = true;
    dispatch(submitted);
    const answer = await pay({ orderId: initialOrder.id, token: next.token, key: next.key });
    isSending.current = false;
    dispatch({ type: 'answered', answer });
  };

  const isEnded = isReleased || (phase !== 'held' && phase !== 'processing');
  const isWaiting = attempt.step === 'processing' || (phase === 'processing' && attempt.step === 'ready');
  return (
    <div className="mx-auto grid max-w-5xl grid-cols-1 gap-8 lg:grid-cols-5 lg:gap-14">
      <div className="lg:col-span-3">
        <OrderStub order={order} />
      </div>
      <div className="flex flex-col gap-8 lg:col-span-2">
        {connection === 'lost' && (
          <Notice role="status" title={t('connectionLostTitle')}>
            {t('connectionLost')}
          </Notice>
        )}
        {isEnded && <OrderOutcome order={order} isReleased={isReleased} />}
        {!isEnded && attempt.step === 'paid' && (
          <Notice role="status" title={t('receivedTitle')}>
            {t('received')}
          </Notice>
        )}
        {!isEnded && isWaiting && (
          <Notice role="status" title={t('processingTitle')}>
            {t('processing')}
          </Notice>
        )}
        {!isEnded && !isWaiting && attempt.step !== 'paid' && (
          <>
            <Countdown
              anchor={anchor}
              initialMs={Math.max(0, Date.parse(initialOrder.expiresAt) - Date.parse(initialOrder.serverTime))}
              totalMs={Date.parse(order.expiresAt) - Date.parse(order.createdAt)}
            />
            <PaymentForm
              price={order.ticket.price}
              currency={order.ticket.currency}
              attempt={attempt}
              onPay={(token) => void submit(token)}
            />
            {(attempt.step === 'ready' || attempt.step === 'unconfirmed') && (
              <ReleaseForm orderId={order.id} onReleased={() => setReleased(true)} />
            )}
          </>
        )}
      </div>
    </div>
  );
}
