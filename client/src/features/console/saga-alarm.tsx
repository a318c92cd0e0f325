import { useTranslations } from 'next-intl';
import { Notice } from '@/ui/notice.tsx';
import type { Saga } from './api/schemas.ts';
import { codeWords } from './logic/saga-words.ts';

type Alarmed = Pick<Saga, 'alarm' | 'actions' | 'diagram' | 'definition' | 'definitionVersion'>;

/** Why a person must look, and what helps. Nothing while none has to. */
export function SagaAlarm({
  saga: { alarm, actions, diagram, definition, definitionVersion: version },
}: {
  saga: Alarmed;
}) {
  const t = useTranslations('ops.saga');
  if (!alarm) return null;
  return (
    <Notice role="alert" title={alarm.step ? t('alarm', { step: alarm.step }) : t('alarmStart')}>
      <p className="first-letter:uppercase">{codeWords(t, alarm.code)}.</p>
      <p>
        {diagram === null ? t('unknown', { version, definition }) : t(actions.compensate ? 'retried' : 'onlyRetried')}
      </p>
    </Notice>
  );
}
