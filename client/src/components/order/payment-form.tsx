'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { type FormEvent, useId } from 'react';
import type { Attempt } from '../../lib/payment-attempt.ts';
import { TEST_CARDS } from '../../lib/test-cards.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useFaultWords } from '../ui/use-fault-words.ts';

type PaymentFormProps = {
  price: number;
  currency: string;
  attempt: Attempt;
  onPay: (token: string) => void;
};

/** Test mode: the buyer chooses a card instead of typing one. */
export function PaymentForm({ price, currency, attempt, onPay }: PaymentFormProps) {
  const headingId = useId();
  const t = useTranslations('pay');
  const amount = useFormatter().number(price, { style: 'currency', currency });
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
        {t('title')}
      </h2>
      <AttemptNotice attempt={attempt} />
      <fieldset disabled={isPending || isUnconfirmed} className="flex flex-col gap-2 disabled:opacity-60">
        <legend className="mb-2 font-semibold">{t('testCards')}</legend>
        {TEST_CARDS.map((token, index) => (
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
              aria-label={t(`cards.${token}.name`)}
              className="size-5 shrink-0 accent-accent"
            />
            <span className="font-semibold">{t(`cards.${token}.name`)}</span>
            <span id={`${token}-hint`} className="ml-auto text-right text-sm text-muted">
              {t(`cards.${token}.hint`)}
            </span>
          </label>
        ))}
      </fieldset>
      <Button
        type="submit"
        wide
        isPending={isPending}
        pendingLabel={t(attempt.step === 'paying' ? 'paying' : 'checking')}
      >
        {isUnconfirmed ? t('sendAgain') : t('pay', { amount })}
      </Button>
    </form>
  );
}

const NOTICE_TITLES = { declined: 'declinedTitle', refused: 'refusedTitle', waiting: 'waitingTitle' } as const;

function AttemptNotice({ attempt }: { attempt: Attempt }) {
  const t = useTranslations('pay');
  const words = useFaultWords();
  if (attempt.step === 'checking') {
    return (
      <Notice role="status" title={t('checkingTitle')}>
        {t('checkingText')}
      </Notice>
    );
  }
  if (attempt.step === 'unconfirmed') {
    return (
      <Notice role="alert" title={t('unconfirmedTitle')}>
        {t('unconfirmedText')}
      </Notice>
    );
  }
  if (attempt.step !== 'ready' || !attempt.notice) return null;
  const { tone, fault } = attempt.notice;
  return (
    <Notice role="alert" title={t(NOTICE_TITLES[tone])}>
      {words(fault)}
    </Notice>
  );
}
