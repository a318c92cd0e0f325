'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { usePoll } from '@/live/use-poll.ts';
import { Notice } from '@/ui/notice.tsx';
import { readReplay } from './api/browser.ts';
import type { Replay } from './api/schemas.ts';
import { CancelReplay } from './cancel-replay.tsx';
import { canBeCancelled, replayPollMs, shareOf } from './logic/replay-progress.ts';
import { ReplayCounts } from './replay-counts.tsx';
import { ReplayStatus } from './replay-status.tsx';

/** A running replay, polled every second until every sent letter has an outcome. */
export function ReplayProgress({ replay: atFirst }: { replay: Replay }) {
  const t = useTranslations('ops.replay');
  const [replay, setReplay] = useState(atFirst);
  const [isUnavailable, setAway] = useState(false);
  const router = useRouter();
  const pollMs = replayPollMs(replay);
  usePoll(async () => {
    const answer = await readReplay(replay.id);
    setAway(!answer.ok);
    if (answer.ok) setReplay(answer.value);
  }, pollMs);

  const hasEnded = pollMs === null && replay !== atFirst;
  useEffect(() => {
    // The rest of the page was rendered while it was running.
    if (hasEnded) router.refresh();
  }, [hasEnded, router]);

  const { answered, of } = shareOf(replay);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-4">
        <div role="status">
          <ReplayStatus replay={replay} />
        </div>
        <progress
          aria-label={t('progress')}
          className="progress h-2 min-w-40 grow"
          value={answered}
          max={Math.max(1, of)}
        />
        <span className="figures text-sm">{t('share', { answered, of })}</span>
        {canBeCancelled(replay) && <CancelReplay replay={replay} onCancelled={setReplay} />}
      </div>
      <ReplayCounts counts={replay.counts} />
      {replay.stalled && <Notice title={t('stalled')}>{replay.stalled.reason}</Notice>}
      {isUnavailable && <Notice role="status">{t('unavailable')}</Notice>}
    </div>
  );
}
