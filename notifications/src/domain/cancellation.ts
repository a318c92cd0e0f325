import type { NoticesRequested, NotificationsCancellationAnswered } from '@ticketing/contracts';
import type { MailStatus } from './mail.ts';

type ToldKind = 'event_cancelled' | 'refunded';
/** How many mails about a cancelled performance there are: that it is cancelled, and that money was given back for it. */
export type PerformanceMails = Record<ToldKind, Record<MailStatus, number>>;

const totalOf = ({ due, sent, failed, skipped }: Record<MailStatus, number>): number => due + sent + failed + skipped;

export function noticesOf({
  event_cancelled: ended,
  refunded,
}: PerformanceMails): NotificationsCancellationAnswered['notices'] {
  const givenUp = (mails: Record<MailStatus, number>) => mails.failed + mails.skipped;
  return {
    handedOver: ended.sent + refunded.sent,
    givenUp: givenUp(ended) + givenUp(refunded),
    due: ended.due + refunded.due,
  };
}

/** Whether every expected mail has been written, and none waits: what others report first may still be on its way to this service. */
export const areAllTold = (
  { orders, refunds }: Pick<NoticesRequested, 'orders' | 'refunds'>,
  mails: PerformanceMails,
): boolean =>
  totalOf(mails.event_cancelled) >= orders && totalOf(mails.refunded) >= refunds && noticesOf(mails).due === 0;
