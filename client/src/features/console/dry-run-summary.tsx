import { useTranslations } from 'next-intl';
import { FormErrors } from '@/ui/form-errors.tsx';
import { useFaultWords } from '@/ui/use-fault-words.ts';
import type { DryRun } from './api/schemas.ts';
import type { DryRunOutcome } from './use-dry-run.ts';

const mostGroups = 6;

/** The letters that an action would affect: their number, consumers and errors. */
export function DryRunSummary({ outcome }: { outcome: DryRunOutcome<DryRun> }) {
  const t = useTranslations('ops.dryRun');
  const words = useFaultWords();
  if (outcome.status === 'refused') return <FormErrors messages={outcome.faults.map(words)} />;
  if (outcome.status === 'asking') return <p role="status">{t('asking')}</p>;
  const { count, groups } = outcome.value;
  const hidden = groups.length - mostGroups;
  return (
    <div role="status">
      <p className="display figures text-3xl">{t('count', { count })}</p>
      <ul className="figures mt-2 flex flex-col gap-1 text-sm text-muted">
        {groups.slice(0, mostGroups).map(({ group, topic, errorCode, count: of }) => (
          <li key={`${group} ${topic} ${errorCode}`} className="wrap-anywhere">
            <span className="font-semibold text-ink">{of}</span> {errorCode} · {group} ← {topic}
          </li>
        ))}
        {hidden > 0 && <li>{t('more', { count: hidden })}</li>}
      </ul>
    </div>
  );
}
