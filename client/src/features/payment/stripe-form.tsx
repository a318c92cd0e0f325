'use client';

import { Elements, PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';
import { loadStripe } from '@stripe/stripe-js/pure';
import { useLocale } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { PayButton } from './pay-button.tsx';
import type { CardProcessor } from './pay-by-card.ts';
import type { Attempt } from './payment-attempt.ts';

interface StripeFormProps {
  publishableKey: string;
  orderId: string;
  amountMinor: number;
  currency: string;
  attempt: Attempt;
  amount: string;
  onPay: (processor: CardProcessor) => void;
}

/** Stripe's form, in Stripe's frame: card numbers never reach us. Loaded only if a real key is configured. */
export default function StripeForm({ publishableKey, amountMinor, currency, ...rest }: StripeFormProps) {
  const locale = useLocale();
  const [stripe] = useState(() => loadStripe(publishableKey));
  return (
    <Elements
      stripe={stripe}
      options={{
        mode: 'payment',
        amount: amountMinor,
        currency: currency.toLowerCase(),
        allowedPaymentMethodTypes: ['card'],
        locale,
        appearance: { theme: 'flat', variables: { borderRadius: '8px' } },
      }}
    >
      <ElementForm {...rest} />
    </Elements>
  );
}

function ElementForm({
  orderId,
  attempt,
  amount,
  onPay,
}: Pick<StripeFormProps, 'orderId' | 'attempt' | 'amount' | 'onPay'>) {
  const stripe = useStripe();
  const elements = useElements();

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!stripe || !elements) return;
    onPay({
      async prepare() {
        const { error } = await elements.submit();
        return error ? { code: error.code ?? 'unknown', message: error.message } : null;
      },
      async confirm({ clientSecret, paymentId }) {
        const returnUrl = `${window.location.origin}/orders/${orderId}?payment=${encodeURIComponent(paymentId)}`;
        // An error is a decline or a lost response; the settlement tells which.
        await stripe.confirmPayment({
          elements,
          clientSecret,
          confirmParams: { return_url: returnUrl },
          redirect: 'if_required',
        });
        return { challengeUrl: null };
      },
    });
  };

  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-6">
      <PaymentElement />
      <PayButton attempt={attempt} amount={amount} />
    </form>
  );
}
