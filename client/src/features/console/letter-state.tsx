import { useTranslations } from 'next-intl';
import { Status, type Tone } from '@/ui/status.tsx';
import type { Letter, LetterState as State } from './api/schemas.ts';

const tones: Record<State, Tone> = {
  open: 'live',
  replaying: 'busy',
  failed_again: 'failed',
  succeeded: 'good',
  discarded: 'over',
};

export function LetterState({ state, failedAgain }: Pick<Letter, 'state' | 'failedAgain'>) {
  const t = useTranslations('ops.states');
  return <Status tone={tones[state]}>{t(state, { count: failedAgain })}</Status>;
}
