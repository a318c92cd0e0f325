'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { isRefusedWith } from '@/api/problem.ts';
import { usePoll } from '@/live/use-poll.ts';
import { Notice } from '@/ui/notice.tsx';
import { Status } from '@/ui/status.tsx';
import { readCancellation } from './api/browser.ts';
import type { Cancellation } from './api/schemas.ts';
import { type CancellationStep, stagesOf } from './cancellation-stages.ts';

const pollMs = 2_000;

/**
 * How far a cancelled performance is: orders, refunds, mails. It follows them until everybody has the money back and has been told.
 * Nothing for members who have not cancelled it.
 */
export function CancellationSection({ performanceId }: { performanceId: string }) {
  const t = useTranslations('organise.cancellation');
  const { cancellation, isLost, isForeign } = useCancellation(performanceId);
  if (isForeign) return null;
  return (
    <section aria-labelledby="cancellation" className="flex max-w-3xl flex-col gap-4">
      <h2 id="cancellation" className="display text-2xl">
        {t('title')}
      </h2>
      <p role="status">{t(`states.${cancellation?.status ?? 'starting'}`)}</p>
      {isLost && <p className="font-semibold">{t('lost')}</p>}
      {cancellation?.status === 'stuck' && <Notice title={t('stuckTitle')}>{t('stuckText')}</Notice>}
      {cancellation && <Stages cancellation={cancellation} />}
    </section>
  );
}

function useCancellation(performanceId: string) {
  const [cancellation, setCancellation] = useState<Cancellation | null>(null);
  const [isLost, setLost] = useState(false);
  const [isForeign, setForeign] = useState(false);
  const isOver = isForeign || cancellation?.status === 'completed';
  usePoll(
    async () => {
      const answer = await readCancellation(performanceId);
      if (answer.ok) setCancellation(answer.value);
      else if (isRefusedWith(answer.problem, 401)) setForeign(true);
      // Right after the cancellation, nobody knows of it yet.
      setLost(!answer.ok && !isRefusedWith(answer.problem, 404));
    },
    isOver ? null : pollMs,
  );
  return { cancellation, isLost, isForeign };
}

const tones = { done: 'good', current: 'busy', next: 'over' } as const;

function Stages({ cancellation }: { cancellation: Cancellation }) {
  const t = useTranslations('organise.cancellation');
  return (
    <ol className="flex flex-col gap-3">
      {stagesOf(cancellation).map(({ step, state }) => (
        <li
          key={step}
          aria-current={state === 'current' ? 'step' : undefined}
          className="grid grid-cols-1 gap-x-6 gap-y-1 border-t border-line pt-3 sm:grid-cols-[10rem_1fr_auto]"
        >
          <p className="font-semibold">{t(`steps.${step}`)}</p>
          <p className="figures">
            <Counts step={step} of={cancellation} />
          </p>
          <span>
            <Status tone={tones[state]}>{t(`stages.${state}`)}</Status>
          </span>
        </li>
      ))}
    </ol>
  );
}

/** What was counted last, in words. */
function Counts({ step, of: { orders, refunds, notices } }: { step: CancellationStep; of: Cancellation }) {
  const t = useTranslations('organise.cancellation');
  const format = useFormatter();
  if (step === 'orders' && orders)
    return t('orders', { ended: orders.ended, all: orders.ended + orders.live, paid: orders.paid });
  if (step === 'refunds' && refunds) {
    const { refunded, underWay, failed, amounts } = refunds;
    const money = amounts.map(({ amount, currency }) => format.number(amount, { style: 'currency', currency }));
    return (
      <>
        {t('refunds', { refunded, all: refunded + underWay + failed, underWay, failed })}
        {money.length > 0 && ` · ${money.join(' + ')}`}
      </>
    );
  }
  return step === 'notices' && notices ? t('notices', notices) : '–';
}
