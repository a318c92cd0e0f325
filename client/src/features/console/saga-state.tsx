import { useTranslations } from 'next-intl';
import { Status, type Tone } from '@/ui/status.tsx';
import type { SagaStatus } from './api/schemas.ts';

const tones: Record<SagaStatus, Tone> = {
  stuck: 'failed',
  compensating: 'live',
  running: 'busy',
  compensated: 'over',
  completed: 'good',
};

export function SagaState({ status }: { status: SagaStatus }) {
  const t = useTranslations('ops.sagas.states');
  return <Status tone={tones[status]}>{t(status)}</Status>;
}
