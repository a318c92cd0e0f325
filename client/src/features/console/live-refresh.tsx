'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useRef, useState, useTransition } from 'react';
import { usePoll } from '@/live/use-poll.ts';

/** Refreshes the page every few seconds; the operator can pause it (WCAG 2.2.2). */
export function LiveRefresh({ everyMs }: { everyMs: number }) {
  const t = useTranslations('ops.live');
  const router = useRouter();
  const [isLive, setLive] = useState(true);
  const [, startTransition] = useTransition();
  // The page was just rendered, so the first refresh waits for the interval.
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
