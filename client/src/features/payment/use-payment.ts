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
  pay: (processor: CardProcessor) => void;
  dispatch: (event: AttemptEvent) => void;
}

/**
 * The buyer's attempt to pay an order, with what it takes to bring it to an end.
 * @param returnedPaymentId the payment whose bank's page the buyer comes back from
 */
export function usePayment(orderId: string, returnedPaymentId: string | null): Payment {
  const [attempt, dispatch] = useReducer(
    nextAttempt,
    returnedPaymentId ? returningAttempt(returnedPaymentId) : initialAttempt,
  );

  useEffect(() => {
    // A reload must not look the same return up again.
    if (returnedPaymentId) window.history.replaceState(null, '', window.location.pathname);
  }, [returnedPaymentId]);

  useEffect(() => {
    const onShow = ({ persisted }: PageTransitionEvent) => persisted && dispatch({ type: 'came_back' });
    window.addEventListener('pageshow', onShow);
    return () => window.removeEventListener('pageshow', onShow);
  }, []);

  // State lags a render behind: two clicks in one frame would both see an attempt that may be sent.
  const isSending = useRef(false);
  const pay = async (processor: CardProcessor) => {
    const submitted = { type: 'submitted', newKey: randomHex(16) } as const;
    const next = nextAttempt(attempt, submitted);
    if (next.step !== 'paying' || isSending.current) return;
    isSending.current = true;
    dispatch(submitted);
    const outcome = await payByCard({ openPayment, settlePayment }, processor, {
      orderId,
      statement: statementOf(orderId),
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

  return { attempt, pay: (processor) => void pay(processor), dispatch };
}
