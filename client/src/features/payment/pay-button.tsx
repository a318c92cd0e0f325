import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button.tsx';
import type { Attempt } from './payment-attempt.ts';

/** The pay button. Does nothing while an attempt is in flight. */
export function PayButton({ attempt, amount }: { attempt: Attempt; amount: string }) {
  const t = useTranslations('pay');
  return (
    <Button
      type="submit"
      wide
      isPending={attempt.step !== 'ready'}
      pendingLabel={t(attempt.step === 'checking' ? 'checking' : 'paying')}
    >
      {t('pay', { amount })}
    </Button>
  );
}
