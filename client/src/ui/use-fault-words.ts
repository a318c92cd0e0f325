import { type Messages, useTranslations } from 'next-intl';
import type { Fault } from '@/api/problem.ts';

/** Puts a fault into the visitor's words; a code we do not know keeps the sentence of the service. */
export function useFaultWords(): (fault: Fault) => string {
  const t = useTranslations('problems');
  const isKnown = (code: string): code is keyof Messages['problems'] => t.has(code as keyof Messages['problems']);
  return ({ code, message }) => (isKnown(code) ? t(code) : (message ?? t('unknown')));
}
