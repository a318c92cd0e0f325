import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Order } from '@/api/schemas.ts';
import { ReserveButton } from '@/features/ticket/reserve-button.tsx';
import { eventPath } from '@/site/paths.ts';
import { ButtonLink } from '@/ui/button.tsx';
import { orderPhase } from './order-phase.ts';

/** The outcome of an order. */
export function OrderOutcome({ order, isReleased }: { order: Order; isReleased: boolean }) {
  const t = useTranslations('order');
  const format = useFormatter();
  const { refund, status, cancelReason, total, currency } = order;
  const amount = format.number(refund?.amount ?? total, { style: 'currency', currency });
  const count = order.items.length;
  const phase = orderPhase(order);
  const isByOrganiser = cancelReason === 'event_cancelled' || cancelReason === 'refunded';

  if (phase === 'complete') {
    return (
      <Outcome title={t('completeTitle', { count })}>
        <p>{t('completeText', { amount })}</p>
        <ButtonLink look="plain" href="/orders">
          {t('myOrders')}
        </ButtonLink>
      </Outcome>
    );
  }
  if (phase === 'refunding' || phase === 'refunded') {
    return (
      <Outcome title={t(`${whyRefunded(order)}Title`)}>
        {status === 'cancelled' && <p>{t(textWhyRefunded(order))}</p>}
        <p>{t(phase, { amount })}</p>
        {isByOrganiser ? <BrowseOthers /> : <TryAgain order={order} />}
      </Outcome>
    );
  }
  if (isByOrganiser) {
    return (
      <Outcome title={t(`${whyRefunded(order)}Title`)}>
        <p>{t(textWhyRefunded(order))}</p>
        <p>{t('eventCancelledRefund')}</p>
        <BrowseOthers />
      </Outcome>
    );
  }
  const end = !isReleased && cancelReason === 'expired' ? 'expired' : 'released';
  return (
    <Outcome title={t(`${end}Title`, { count })}>
      <p>{t(end, { count })}</p>
      <TryAgain order={order} />
    </Outcome>
  );
}

function whyRefunded({ status, cancelReason }: Order): 'refund' | 'eventCancelled' | 'tooLate' {
  if (status !== 'cancelled' || cancelReason === 'refunded') return 'refund';
  return cancelReason === 'event_cancelled' ? 'eventCancelled' : 'tooLate';
}

function textWhyRefunded({ cancelReason }: Order): 'organiserRefunds' | 'eventCancelled' | 'tooLate' {
  if (cancelReason === 'refunded') return 'organiserRefunds';
  return cancelReason === 'event_cancelled' ? 'eventCancelled' : 'tooLate';
}

function TryAgain({ order: { ticket, performance } }: { order: Order }) {
  const t = useTranslations();
  return (
    <div className="flex flex-col gap-3">
      {performance && (
        <ButtonLink href={eventPath(performance.id)} wide>
          {t('order.chooseAgain')}
        </ButtonLink>
      )}
      {ticket && (
        <ReserveButton
          ticketId={ticket.id}
          isSignedIn
          label={t('order.reserveAgain')}
          pendingLabel={t('order.reserving')}
        />
      )}
      <BrowseOthers />
    </div>
  );
}

function BrowseOthers() {
  const t = useTranslations('order');
  return (
    <ButtonLink look="plain" href="/" wide>
      {t('browseOthers')}
    </ButtonLink>
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
