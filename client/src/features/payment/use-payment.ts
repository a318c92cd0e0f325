import { useEffect, useReducer, useRef } from 'react';
import { openPayment, readOwnPayments, settlePayment } from '@/api/browser.ts';
import { randomHex } from '@/api/random-hex.ts';
import { usePoll } from '@/live/use-poll.ts';
import { type CardProcessor, lookUpPayment, payByCard } from './pay-by-card.ts';
import { type Attempt, type AttemptEvent, initialAttempt, nextAttempt, returningAttempt } from './payment-attempt.ts';
import { statementOf } from './reservation-statements.ts';

const lookUpMs = 1_500;

export interface Payment {
  attempt: Attempt;
  /** @param orderVersion the one whose total the buyer sees */
  pay: (processor: CardProcessor, orderVersion: number) => void;
  dispatch: (event: AttemptEvent) => void;
}

/**
 * Runs a buyer's payment attempt to its outcome.
 * @param returnedPaymentId the payment from whose challenge the buyer returns
 */
export function usePayment(orderId: string, returnedPaymentId: string | null): Payment {
  const [attempt, dispatch] = useReducer(
    nextAttempt,
    returnedPaymentId ? returningAttempt(returnedPaymentId) : initialAttempt,
  );

  useEffect(() => {
    // A reload must not look up the same return again.
    if (returnedPaymentId) window.history.replaceState(null, '', window.location.pathname);
  }, [returnedPaymentId]);

  useEffect(() => {
    const onShow = ({ persisted }: PageTransitionEvent) => persisted && dispatch({ type: 'came_back' });
    window.addEventListener('pageshow', onShow);
    return () => window.removeEventListener('pageshow', onShow);
  }, []);

  // State is updated at the next render: two clicks in one frame would both see an attempt that may be sent.
  const isSending = useRef(false);
  const pay = async (processor: CardProcessor, orderVersion: number) => {
    const submitted = { type: 'submitted', newKey: randomHex(16) } as const;
    const next = nextAttempt(attempt, submitted);
    if (next.step !== 'paying' || isSending.current) return;
    isSending.current = true;
    dispatch(submitted);
    const outcome = await payByCard({ openPayment, settlePayment }, processor, {
      orderId,
      statement: statementOf(orderId),
      ...(orderVersion > 0 && { orderVersion }),
      key: next.key,
    });
    isSending.current = false;
    dispatch({ type: 'sent', outcome });
    if (outcome.type === 'challenge') window.location.assign(outcome.url);
  };

  const checkedId = attempt.step === 'checking' ? attempt.paymentId : null;
  usePoll(
    async () => {
      const result = await lookUpPayment({ settlePayment, readOwnPayments }, orderId, checkedId);
      dispatch({ type: 'looked_up', result });
    },
    attempt.step === 'checking' ? lookUpMs : null,
  );

  return { attempt, pay: (...given) => void pay(...given), dispatch };
}
