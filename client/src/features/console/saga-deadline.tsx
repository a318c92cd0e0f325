import { useTranslations } from 'next-intl';
import { ageText, secondsBetween, utcOf } from './logic/moment.ts';

/** When the current wait ends, with the exact time as its title. */
export function SagaDeadline({ at, now }: { at: string; now: number }) {
  const t = useTranslations('ops.sagas.deadline');
  const leftS = -secondsBetween(at, now);
  return (
    <time dateTime={at} title={`${utcOf(at)} UTC`} className="whitespace-nowrap">
      {leftS > 0 ? t('in', { time: ageText(leftS) }) : t('due')}
    </time>
  );
}
