import { defineSaga, type SagaDefinition, type SagaReply } from './definition.ts';

/** Booking a journey: place → seats → manifest → payment → issue. */
export interface Booking {
  journeyId: string;
  buyerId: string;
  orderId: string | null;
  paymentId: string | null;
}

interface SeatsReserved extends SagaReply {
  orderId: string;
}
interface Paid extends SagaReply {
  paymentId: string;
}

/** Short, so that tests see backoffs pass. */
const backoff = { baseMs: 5, capMs: 20 };

export interface BookingOptions {
  timeoutMs?: number;
  version?: number;
}

const exchange = (name: string, timeoutMs: number) => ({
  commandTopic: `test.${name}.requested.v1`,
  replyTopics: [`test.${name}.answered.v1`],
  timeoutMs,
});

export const bookJourney = ({ timeoutMs = 30_000, version = 1 }: BookingOptions = {}): SagaDefinition<Booking> =>
  defineSaga<Booking>({
    name: 'book-journey',
    version,
    alarmAfterAttempts: 3,
    keysOf: ({ buyerId, orderId }) => (orderId ? [buyerId, orderId] : [buyerId]),
    steps: [
      {
        // A question: is this journey still on sale? Asked up to twice.
        name: 'place',
        ...exchange('place', timeoutMs),
        commandOf: ({ journeyId }) => ({ journeyId }),
        hasNoEffect: true,
        retry: { attempts: 2, backoff },
      },
      {
        name: 'seats',
        ...exchange('seats', timeoutMs),
        commandOf: ({ journeyId, buyerId }) => ({ journeyId, buyerId }),
        apply: (booking, { orderId }: SeatsReserved) => ({ ...booking, orderId }),
        compensation: { ...exchange('seats-release', timeoutMs), commandOf: ({ orderId }) => ({ orderId }), backoff },
      },
      {
        name: 'manifest',
        ...exchange('manifest', timeoutMs),
        commandOf: ({ journeyId, orderId }) => ({ journeyId, orderId }),
        compensation: {
          ...exchange('manifest-removal', timeoutMs),
          commandOf: ({ orderId }) => ({ orderId }),
          backoff,
        },
      },
      {
        // Refused: everything before is undone. No answer: it may have been paid, so it is refunded, too.
        name: 'payment',
        ...exchange('payment', timeoutMs),
        isPivot: true,
        commandOf: ({ orderId }) => ({ orderId }),
        apply: (booking, { paymentId }: Paid) => ({ ...booking, paymentId }),
        compensation: { ...exchange('refund', timeoutMs), commandOf: ({ orderId }) => ({ orderId }), backoff },
      },
      {
        // Paid for: the ticket is issued, however long it takes.
        name: 'issue',
        ...exchange('issue', timeoutMs),
        commandOf: ({ orderId, paymentId }) => ({ orderId, paymentId }),
        retry: { attempts: 'unlimited', backoff },
      },
    ],
  });

export const someBooking = (): Booking => ({ journeyId: 'journey', buyerId: 'buyer', orderId: null, paymentId: null });
