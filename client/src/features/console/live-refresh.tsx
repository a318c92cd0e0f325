'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useRef, useState, useTransition } from 'react';
import { usePoll } from '@/live/use-poll.ts';

/** Has the page made anew every few seconds, as long as the operator wants that (WCAG 2.2.2: it can be paused). */
export function LiveRefresh({ everyMs }: { everyMs: number }) {
  const t = useTranslations('ops.live');
  const router = useRouter();
  const [isLive, setLive] = useState(true);
  const [, startTransition] = useTransition();
  // The page has just been made: the first time there is nothing to ask for.
  const isFresh = useRef(true);

  usePoll(
    async () => {
      if (!isFresh.current) startTransition(() => router.refresh());
      isFresh.current = false;
    },
    isLive ? everyMs : null,
  );

  return (
    <button
      type="button"
      aria-pressed={isLive}
      onClick={() => setLive(!isLive)}
      className="inline-flex min-h-11 cursor-pointer items-center gap-2 text-sm font-semibold text-muted hover:text-ink"
    >
      <span
        aria-hidden="true"
        className={`size-2.5 rounded-full ${isLive ? 'bg-accent-ink' : 'border border-field-line'}`}
      />
      {t('label')}
    </button>
  );
}
