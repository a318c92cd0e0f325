import { useTranslations } from 'next-intl';
import { Status } from '@/ui/status.tsx';
import type { Replay } from './api/schemas.ts';

const tones = { running: 'busy', done: 'good', cancelled: 'over' } as const;

/** A replay's state; a finished one shows whether a letter failed again. */
export function ReplayStatus({ replay: { status, counts } }: { replay: Pick<Replay, 'status' | 'counts'> }) {
  const t = useTranslations('ops.replay');
  const hasFailures = status === 'done' && counts.failed > 0;
  return (
    <Status tone={hasFailures ? 'failed' : tones[status]}>
      {hasFailures ? t('statuses.failed', { count: counts.failed }) : t(`statuses.${status}`)}
    </Status>
  );
}
