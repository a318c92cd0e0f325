'use client';

import { useTranslations } from 'next-intl';
import { PageLink } from '@/ui/page-link.tsx';
import { type CountdownAnchor, formatRemaining, type Urgency, urgencyOf } from './countdown.ts';
import { useCountdown } from './use-countdown.ts';

const colours: Record<Urgency, string> = { calm: 'text-ink', soon: 'text-amber', now: 'text-red' };
const bars: Record<Urgency, string> = { calm: 'fill-accent', soon: 'fill-amber', now: 'fill-red' };

interface HoldStubProps {
  title: string;
  /** Address of the payment page; omitted on that page. */
  href?: string;
  anchor: CountdownAnchor | null;
  initialMs: number;
  /** The reservation's total length, for the progress line. */
  totalMs: number;
}

/** A hold as a stub, with the clock on its tear-off part. */
export function HoldStub({ title, href, anchor, initialMs, totalMs }: HoldStubProps) {
  const t = useTranslations('hold');
  const { leftMs, announcement } = useCountdown(anchor, initialMs);
  const urgency = urgencyOf(leftMs);
  const share = totalMs > 0 ? Math.min(1, leftMs / totalMs) : 0;
  return (
    <div className="stub-outline relative duration-150 motion-safe:transition-[filter] has-[a:hover]:[--outline:var(--ink)]">
      <div className="stub-cut flex items-stretch bg-card [--notch:7px] sm:[--tear:8rem]">
        <div className="flex min-w-0 grow flex-col">
          <div className="flex grow flex-wrap items-center justify-between gap-x-6 px-4 py-2">
            <div className="min-w-0">
              <p className="caption">{t('held')}</p>
              <p dir="auto" className="display truncate text-lg leading-6">
                {title}
              </p>
            </div>
            {href && (
              <PageLink
                href={href}
                className="text-sm font-semibold text-accent-ink underline underline-offset-4 after:absolute after:inset-0 after:rounded-card focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:-outline-offset-4 focus-visible:after:outline-accent-ink"
              >
                {t('goToPayment')}
              </PageLink>
            )}
          </div>
          <svg viewBox="0 0 100 1" preserveAspectRatio="none" className="h-1 w-full" aria-hidden="true">
            <rect width="100" height="1" className="fill-line" />
            <rect width={(share * 100).toFixed(2)} height="1" className={bars[urgency]} />
          </svg>
        </div>
        <div className="stub-tear stub-perforated flex min-h-16 shrink-0 items-center justify-center">
          <span
            role="timer"
            aria-label={t('timeLeft')}
            className={`display figures text-3xl leading-none sm:text-4xl ${colours[urgency]}`}
          >
            {formatRemaining(leftMs)}
          </span>
        </div>
      </div>
      <p aria-live="polite" className="sr-only">
        {announcement}
      </p>
    </div>
  );
}
