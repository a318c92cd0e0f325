import { useFormatter, useTranslations } from 'next-intl';
import { eventPath } from '@/site/paths.ts';
import { orderPath } from '@/site/travel-paths.ts';
import { ButtonLink } from '@/ui/button.tsx';
import { useFaultWords } from '@/ui/use-fault-words.ts';
import type { Booking } from './api/schemas.ts';
import { stepsOf } from './booking-progress.ts';
import { mayBookAgain, reasonOf } from './cancel-reason.ts';
import { OtherWays } from './other-ways.tsx';
import { RefundWords } from './refund-words.tsx';
import { StepList } from './step-list.tsx';

/** How far a booking is, and what its buyer can do now. Changes are announced to screen readers. */
export function BookingStage({ booking }: { booking: Booking }) {
  const steps = stepsOf(booking);
  return (
    <div className="flex flex-col gap-6">
      {/* A status is read as a whole by default, also the steps that have not changed. */}
      <section role="status" aria-atomic="false" className="flex flex-col gap-6">
        {steps ? <UnderWay status={booking.status} /> : <Undone booking={booking} />}
        {steps && <StepList steps={steps} />}
      </section>
      <WayOn booking={booking} />
    </div>
  );
}

function UnderWay({ status }: Pick<Booking, 'status'>) {
  const t = useTranslations('bookings.stages');
  if (status === 'cancelling' || status === 'cancelled') return null;
  return (
    <div className="flex flex-col gap-2">
      <h2 className="display text-3xl">{t(`${status}.title`)}</h2>
      <p className="text-muted">{t(`${status}.text`)}</p>
    </div>
  );
}

function Undone({ booking }: { booking: Booking }) {
  const t = useTranslations('bookings');
  const words = useFaultWords();
  const reason = reasonOf(booking);
  const { cancelReason = '', status } = booking;
  return (
    <div className="flex flex-col gap-2">
      <h2 className="display text-3xl">
        {status === 'cancelling' ? t('cancellingTitle') : t(`reasons.${reason}.title`)}
      </h2>
      <p>{reason === 'refused' ? words({ code: cancelReason }) : t(`reasons.${reason}.text`)}</p>
      <p className="text-muted">
        <RefundWords booking={booking} />
      </p>
    </div>
  );
}

function WayOn({ booking }: { booking: Booking }) {
  const t = useTranslations('bookings');
  const format = useFormatter();
  const { status, order, performanceId } = booking;
  if (status === 'awaiting_payment' && order) {
    const amount = format.number(order.total, { style: 'currency', currency: order.currency });
    return (
      <ButtonLink href={orderPath(order.id)} wide>
        {t('pay', { amount })}
      </ButtonLink>
    );
  }
  if (status !== 'cancelled') return null;
  return (
    <div className="flex flex-col gap-3">
      {mayBookAgain(booking) && (
        <ButtonLink href={eventPath(performanceId)} wide>
          {t('bookAgain')}
        </ButtonLink>
      )}
      <OtherWays order={order} />
    </div>
  );
}
