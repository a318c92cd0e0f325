import { type Messages, useTranslations } from 'next-intl';
import type { Fault } from '@/api/problem.ts';

/** Translates a fault; an unknown code keeps the service's message. */
export function useFaultWords(): (fault: Fault) => string {
  const t = useTranslations('problems');
  const isKnown = (code: string): code is keyof Messages['problems'] => t.has(code as keyof Messages['problems']);
  return ({ code, message }) => (isKnown(code) ? t(code) : (message ?? t('unknown')));
}
