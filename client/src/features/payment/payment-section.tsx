'use client';

import dynamic from 'next/dynamic';
import { useFormatter, useTranslations } from 'next-intl';
import { useId } from 'react';
import type { Order, PaymentConfig } from '@/api/schemas.ts';
import { Notice } from '@/ui/notice.tsx';
import { AttemptNotice } from './attempt-notice.tsx';
import type { CardProcessor } from './pay-by-card.ts';
import { SandboxForm } from './sandbox-form.tsx';
import type { Payment } from './use-payment.ts';

const StripeForm = dynamic(() => import('./stripe-form.tsx'), { ssr: false });

interface PaymentSectionProps {
  order: Order;
  payment: Payment;
  config: PaymentConfig;
}

/** Pays an order with the configured form: Stripe's, or the sandbox's. */
export function PaymentSection({ order, payment, config }: PaymentSectionProps) {
  const t = useTranslations('pay');
  const headingId = useId();
  const { total, currency } = order;
  const amount = useFormatter().number(total, { style: 'currency', currency });
  const { sandboxUrl, publishableKey } = config;
  const onPay = (processor: CardProcessor) => payment.pay(processor, order.version);
  const form = { orderId: order.id, attempt: payment.attempt, amount, onPay };
  return (
    <section aria-labelledby={headingId} className="flex flex-col gap-5">
      <h2 id={headingId} className="display text-3xl">
        {t('title')}
      </h2>
      <dl className="flex items-baseline justify-between border-y border-line py-3 font-semibold">
        <dt>{t('total')}</dt>
        <dd className="figures">{amount}</dd>
      </dl>
      <AttemptNotice attempt={payment.attempt} />
      {sandboxUrl !== null && (
        <SandboxForm {...form} sandbox={{ url: sandboxUrl, publishableKey: publishableKey ?? '' }} />
      )}
      {sandboxUrl === null && publishableKey !== null && (
        <StripeForm
          {...form}
          publishableKey={publishableKey}
          amountMinor={Math.round(total * 100)}
          currency={currency}
        />
      )}
      {sandboxUrl === null && publishableKey === null && (
        <Notice role="status" title={t('closedTitle')}>
          {t('closedText')}
        </Notice>
      )}
      <p className="text-sm text-muted">{t('secure')}</p>
    </section>
  );
}
