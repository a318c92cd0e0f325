import { useTranslations } from 'next-intl';
import type { Fault } from '@/api/problem.ts';
import { Field } from '@/ui/field.tsx';
import { textIn } from '@/ui/use-form.ts';

const shortest = 3;

/** The reason, which the audit log keeps forever. */
export function ReasonField({ error }: { error: string | undefined }) {
  const t = useTranslations('ops.dialog');
  return (
    <Field name="reason" label={t('reason')} hint={t('reasonHint')} maxLength={500} autoComplete="off" error={error} />
  );
}

export type Reason = { ok: true; reason: string } | { ok: false; fault: Fault };

export function reasonIn(values: FormData): Reason {
  const reason = textIn(values, 'reason').trim();
  return reason.length < shortest ? { ok: false, fault: { code: 'reason_required' } } : { ok: true, reason };
}
