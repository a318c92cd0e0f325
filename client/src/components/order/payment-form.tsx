'use client';

import { type FormEvent, useId } from 'react';
import { formatPrice } from '../../lib/money.ts';
import type { Attempt } from '../../lib/payment-attempt.ts';
import { TEST_CARDS } from '../../lib/test-cards.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';

type PaymentFormProps = {
  price: number;
  currency: string;
  attempt: Attempt;
  onPay: (token: string) => void;
};

/** Test mode: the buyer chooses a card instead of typing one. */
export function PaymentForm({ price, currency, attempt, onPay }: PaymentFormProps) {
  const headingId = useId();
  const isUnconfirmed = attempt.step === 'unconfirmed';
  const isPending = attempt.step === 'paying' || attempt.step === 'checking';

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const token = new FormData(event.currentTarget).get('token');
    // While unconfirmed the cards are locked and absent from the form: the attempt itself knows its card.
    onPay(typeof token === 'string' ? token : '');
  };

  return (
    <form method="post" onSubmit={submit} aria-labelledby={headingId} className="flex flex-col gap-5">
      <h2 id={headingId} className="display text-2xl">
        Pay
      </h2>
      <AttemptNotice attempt={attempt} />
      <fieldset disabled={isPending || isUnconfirmed} className="flex flex-col gap-2 disabled:opacity-60">
        <legend className="mb-2 font-semibold">Test card</legend>
        {TEST_CARDS.map(({ token, name, hint }, index) => (
          <label
            key={token}
            className="flex min-h-12 cursor-pointer items-center gap-3 rounded-lg border border-line bg-card px-4 py-2 has-checked:border-accent has-checked:bg-wash"
          >
            <input
              type="radio"
              name="token"
              value={token}
              defaultChecked={index === 0}
              aria-describedby={`${token}-hint`}
              aria-label={name}
              className="size-5 shrink-0 accent-accent"
            />
            <span className="font-semibold">{name}</span>
            <span id={`${token}-hint`} className="ml-auto text-right text-sm text-muted">
              {hint}
            </span>
          </label>
        ))}
      </fieldset>
      <Button
        type="submit"
        wide
        isPending={isPending}
        pendingLabel={attempt.step === 'paying' ? 'Paying…' : 'Checking…'}
      >
        {isUnconfirmed ? 'Send the payment again' : `Pay ${formatPrice(price, currency)}`}
      </Button>
    </form>
  );
}

const NOTICE_TITLES = { declined: 'Payment declined', refused: 'Payment not taken', waiting: 'Please wait' };

function AttemptNotice({ attempt }: { attempt: Attempt }) {
  if (attempt.step === 'checking') {
    return (
      <Notice role="status" title="We're checking with the server">
        The connection broke before an answer came. Don't pay again; we are looking up what happened.
      </Notice>
    );
  }
  if (attempt.step === 'unconfirmed') {
    return (
      <Notice role="alert" title="The payment did not arrive">
        The order shows no payment. Send it again: it is the same payment, so you can't be charged twice.
      </Notice>
    );
  }
  if (attempt.step !== 'ready' || !attempt.notice) return null;
  const { tone, message } = attempt.notice;
  return (
    <Notice role="alert" title={NOTICE_TITLES[tone]}>
      {message}
    </Notice>
  );
}
