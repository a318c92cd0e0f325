import { defineSaga, type SagaDefinition, type SagaReply, sagaIdOf } from '@ticketing/common/saga';
import type {
  NotificationsCancellationAnswered,
  OrdersCancellationAnswered,
  PaymentsCancellationAnswered,
} from '@ticketing/contracts';

/** The data of the saga: what the participants answered last. Times are milliseconds since the epoch. */
export interface CancelledEvent {
  performanceId: string;
  /** Who cancelled it. */
  cancelledBy: string;
  /** When orders knew of the cancellation, by its own clock. */
  seenAt: number | null;
  orders: OrdersCancellationAnswered['orders'];
  refunds: PaymentsCancellationAnswered['refunds'] | null;
  notices: NotificationsCancellationAnswered['notices'] | null;
}

type SalesReply = SagaReply & Pick<OrdersCancellationAnswered, 'seenAt'>;
type OrdersReply = SagaReply & Pick<OrdersCancellationAnswered, 'orders'>;
type RefundsReply = SagaReply & Pick<PaymentsCancellationAnswered, 'refunds'>;
type NoticesReply = SagaReply & Pick<NotificationsCancellationAnswered, 'notices'>;

export const cancelEventName = 'cancel-event';

/** A performance is cancelled once. */
export const cancelEventIdOf = (performanceId: string): string => sagaIdOf(cancelEventName, performanceId);

/** Quick while there is something to see; rare when the bank takes days. */
const pause = { baseMs: 2_000, capMs: 5 * 60_000 };
/** With that pause, an hour without any progress. */
const alarmAfterAttempts = 20;
/** More than the clocks of two databases differ. Milliseconds. */
const clockMarginMs = 60_000;

const reservedAfterOf = ({ seenAt }: CancelledEvent): number => {
  if (seenAt === null) throw new Error('nobody knows when the sale ended');
  return seenAt - clockMarginMs;
};
const countsOf = <T>(counts: T | null): T => {
  if (counts === null) throw new Error('the step before has not been answered');
  return counts;
};

/** The answer to a question, whether it is "yes" or "not yet", is how far the participant is. */
const learning = <Reply extends SagaReply>(learn: (event: CancelledEvent, reply: Reply) => CancelledEvent) => ({
  apply: learn,
  progress: learn,
});

/**
 * Watches how a cancelled performance ends: sales → orders → refunds → notices. Every step is a question, which is asked until the
 * answer is yes; the work is done by those who are asked, whether this saga runs or not (ADR 36, 41). A version that was released
 * never changes.
 * @param timeoutMs how long a participant may take to answer
 */
export const cancelEvent = (timeoutMs: number): SagaDefinition<CancelledEvent> => {
  const asked = { timeoutMs, retry: { attempts: 'unlimited' as const, pause } };
  return defineSaga<CancelledEvent>({
    name: cancelEventName,
    version: 1,
    isForwardOnly: true,
    alarmAfterAttempts,
    keysOf: ({ performanceId, cancelledBy }) => [performanceId, cancelledBy],
    steps: [
      {
        // Is nobody able to reserve a place, and nobody about to? Orders proves it with the time of its first answer.
        name: 'sales',
        commandTopic: 'bookings.sales.requested.v1',
        replyTopics: ['orders.cancellation.answered.v1'],
        ...asked,
        commandOf: ({ performanceId, seenAt }) => ({ performanceId, seenAt }),
        ...learning((event, { seenAt }: SalesReply) => ({ ...event, seenAt: seenAt ?? event.seenAt })),
      },
      {
        // Has every order ended? The sweeper of orders ends them, some a second.
        name: 'orders',
        commandTopic: 'bookings.endings.requested.v1',
        replyTopics: ['orders.cancellation.answered.v1'],
        ...asked,
        commandOf: (event) => ({ performanceId: event.performanceId, reservedAfter: reservedAfterOf(event) }),
        ...learning((event, { orders }: OrdersReply) => ({ ...event, orders })),
      },
      {
        // Is every charge refunded? Payments compares what it knows with the number of orders that orders has counted.
        name: 'refunds',
        commandTopic: 'bookings.refunds.requested.v1',
        replyTopics: ['payments.cancellation.answered.v1'],
        ...asked,
        commandOf: (event) => ({
          ...{ performanceId: event.performanceId, reservedAfter: reservedAfterOf(event) },
          orders: countsOf(event.orders).known,
        }),
        ...learning((event, { refunds }: RefundsReply) => ({ ...event, refunds })),
      },
      {
        // Has everybody been told? Notifications compares its mails with the orders and the refunds.
        name: 'notices',
        commandTopic: 'bookings.notices.requested.v1',
        replyTopics: ['notifications.cancellation.answered.v1'],
        ...asked,
        commandOf: ({ performanceId, orders, refunds }) => ({
          ...{ performanceId, orders: countsOf(orders).ended, refunds: countsOf(refunds).toTell },
        }),
        ...learning((event, { notices }: NoticesReply) => ({ ...event, notices })),
      },
    ],
  });
};
