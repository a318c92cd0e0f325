'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { toFormFaults } from '@/api/problem.ts';
import { Field } from '@/ui/field.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { textIn, useForm } from '@/ui/use-form.ts';
import { beginReplay, tryReplay } from './api/browser.ts';
import { DialogActions } from './dialog-actions.tsx';
import { DryRunSummary } from './dry-run-summary.tsx';
import type { Selection } from './logic/letter-filter.ts';
import { ReasonField, reasonIn } from './reason-field.tsx';
import { useDryRun } from './use-dry-run.ts';

const fieldNames = ['reason', 'ratePerSecond'] as const;
const usualRate = 50;

/** Replays letters: original key, bytes and event id, to the group that failed on them. */
export function ReplayForm({ selection, onClose }: { selection: Selection; onClose: () => void }) {
  const t = useTranslations('ops.replayForm');
  const router = useRouter();
  const dryRun = useDryRun(() => tryReplay(selection));
  const count = dryRun.status === 'known' ? dryRun.value.count : 0;

  const { errors, isPending, formProps } = useForm<(typeof fieldNames)[number]>(async (values) => {
    const given = reasonIn(values);
    if (!given.ok) return { fields: { reason: given.fault }, form: [] };
    const ratePerSecond = Number(textIn(values, 'ratePerSecond') || usualRate);
    const answer = await beginReplay({ selection, ratePerSecond, reason: given.reason });
    if (!answer.ok) return toFormFaults(answer.problem, fieldNames);
    router.push(`/ops/replays/${answer.value.id}`);
    return null;
  });

  return (
    <form {...formProps} className="flex flex-col gap-5">
      <DryRunSummary outcome={dryRun} />
      {count > 0 && (
        <>
          <p className="text-sm text-muted">{t('explanation')}</p>
          <FormErrors messages={errors.form} />
          {count > 1 && (
            <Field
              name="ratePerSecond"
              label={t('rate')}
              type="number"
              min={1}
              max={1000}
              step={1}
              defaultValue={usualRate}
              error={errors.fields.ratePerSecond}
            />
          )}
          <ReasonField error={errors.fields.reason} />
        </>
      )}
      <DialogActions onClose={onClose} isPending={isPending} submit={count > 0 ? t('submit', { count }) : null} />
    </form>
  );
}
