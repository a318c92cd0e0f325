'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { Field } from '@/ui/field.tsx';
import { useFaultWords } from '@/ui/use-fault-words.ts';
import { type Card, cardFields, faultsOfCard, formatCardNumber, formatExpiry } from './card.ts';
import { PayButton } from './pay-button.tsx';
import type { CardProcessor } from './pay-by-card.ts';
import type { Attempt } from './payment-attempt.ts';
import { sandboxCard } from './sandbox-card.ts';
import { cardsForTests, testCvc, testExpiry } from './test-cards.ts';

interface SandboxFormProps {
  sandbox: { url: string; publishableKey: string };
  orderId: string;
  attempt: Attempt;
  amount: string;
  onPay: (processor: CardProcessor) => void;
}

/** A card form like Stripe's, for the sandbox, which alone receives the card. */
export function SandboxForm({ sandbox, orderId, attempt, amount, onPay }: SandboxFormProps) {
  const t = useTranslations('pay');
  const words = useFaultWords();
  const form = useRef<HTMLFormElement>(null);
  const [card, setCard] = useState<Card>({ number: '', expiry: '', cvc: '' });
  const [faults, setFaults] = useState<ReturnType<typeof faultsOfCard>>({});
  const isLocked = attempt.step !== 'ready';

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isLocked) return;
    const found = faultsOfCard(card, new Date());
    setFaults(found);
    const wrong = cardFields.find((name) => found[name]);
    if (wrong) {
      form.current?.querySelector<HTMLElement>(`[name=${wrong}]`)?.focus();
      return;
    }
    const returnUrlOf = (paymentId: string) =>
      `${window.location.origin}/orders/${orderId}?payment=${encodeURIComponent(paymentId)}`;
    onPay(sandboxCard({ ...sandbox, fetchLike: (...call) => fetch(...call) }, card, returnUrlOf));
  };

  const fill = (number: string) => {
    setCard({ number, expiry: testExpiry, cvc: testCvc });
    setFaults({});
  };

  const field = (name: keyof Card, format = (typed: string) => typed) => {
    const fault = faults[name];
    return {
      name,
      value: card[name],
      error: fault && words(fault),
      inputMode: 'numeric' as const,
      readOnly: isLocked,
      onChange: ({ target }: { target: HTMLInputElement }) => setCard({ ...card, [name]: format(target.value) }),
    };
  };

  return (
    <form ref={form} method="post" onSubmit={submit} noValidate className="flex flex-col gap-6">
      <fieldset className="min-w-0">
        <legend className="mb-2 text-sm font-semibold">{t('testCards')}</legend>
        <div className="flex flex-wrap gap-2">
          {cardsForTests.map(({ name, number }) => (
            <button
              key={name}
              type="button"
              aria-pressed={card.number === number}
              aria-disabled={isLocked || undefined}
              onClick={() => !isLocked && fill(number)}
              className="min-h-11 cursor-pointer rounded-full border border-line bg-card px-4 text-sm font-semibold hover:border-ink aria-disabled:text-muted aria-pressed:border-accent-ink aria-pressed:bg-wash"
            >
              {t(`cards.${name}`)}
            </button>
          ))}
        </div>
      </fieldset>
      <div className="grid grid-cols-2 gap-4">
        <div className="col-span-2">
          <Field
            {...field('number', formatCardNumber)}
            label={t('number')}
            placeholder="1234 1234 1234 1234"
            autoComplete="cc-number"
          />
        </div>
        <Field
          {...field('expiry', formatExpiry)}
          label={t('expiry')}
          placeholder={t('expiryHint')}
          autoComplete="cc-exp"
        />
        <Field {...field('cvc')} label={t('cvc')} placeholder="CVC" autoComplete="cc-csc" maxLength={4} />
      </div>
      <PayButton attempt={attempt} amount={amount} />
    </form>
  );
}
