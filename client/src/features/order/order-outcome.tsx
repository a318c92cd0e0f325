import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Order } from '@/api/schemas.ts';
import { ReserveButton } from '@/features/ticket/reserve-button.tsx';
import { ButtonLink } from '@/ui/button.tsx';
import { orderPhase } from './order-phase.ts';

/** The outcome of an order. */
export function OrderOutcome({ order, isReleased }: { order: Order; isReleased: boolean }) {
  const t = useTranslations('order');
  const format = useFormatter();
  const { ticket, refund, status, cancelReason } = order;
  const amount = format.number(refund?.amount ?? ticket.price, { style: 'currency', currency: ticket.currency });
  const phase = orderPhase(order);

  if (phase === 'complete') {
    return (
      <Outcome title={t('completeTitle')}>
        <p>{t('completeText', { amount })}</p>
        <ButtonLink look="plain" href="/orders">
          {t('myOrders')}
        </ButtonLink>
      </Outcome>
    );
  }
  if (phase === 'refunding' || phase === 'refunded') {
    return (
      <Outcome title={t(status === 'cancelled' ? 'tooLateTitle' : 'refundTitle')}>
        {status === 'cancelled' && <p>{t('tooLate')}</p>}
        <p>{t(phase, { amount })}</p>
        <TryAgain ticketId={ticket.id} />
      </Outcome>
    );
  }
  const end = !isReleased && cancelReason === 'expired' ? 'expired' : 'released';
  return (
    <Outcome title={t(`${end}Title`)}>
      <p>{t(end)}</p>
      <TryAgain ticketId={ticket.id} />
    </Outcome>
  );
}

function TryAgain({ ticketId }: { ticketId: string }) {
  const t = useTranslations();
  return (
    <div className="flex flex-col gap-3">
      <ReserveButton
        ticketId={ticketId}
        isSignedIn
        label={t('order.reserveAgain')}
        pendingLabel={t('order.reserving')}
      />
      <ButtonLink look="plain" href="/" wide>
        {t('order.browseOthers')}
      </ButtonLink>
    </div>
  );
}

function Outcome({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section role="status" className="flex flex-col gap-4">
      <h2 className="display text-4xl">{title}</h2>
      {children}
    </section>
  );
}
