import { useTranslations } from 'next-intl';
import type { Replay } from './api/schemas.ts';

const countNames = ['selected', 'sent', 'waiting', 'succeeded', 'failed'] as const;

/** A replay's progress in numbers. */
export function ReplayCounts({ counts }: Pick<Replay, 'counts'>) {
  const t = useTranslations('ops.replay.counts');
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-card border border-line bg-line sm:grid-cols-5">
      {countNames.map((name) => (
        <div key={name} className="flex flex-col-reverse bg-card px-4 py-3">
          <dt className="caption">{t(name)}</dt>
          <dd className="display figures text-3xl">{counts[name]}</dd>
        </div>
      ))}
    </dl>
  );
}
