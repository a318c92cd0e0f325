'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { toFormFaults } from '@/api/problem.ts';
import { FormErrors } from '@/ui/form-errors.tsx';
import { useForm } from '@/ui/use-form.ts';
import { discard, tryDiscard } from './api/browser.ts';
import { DialogActions } from './dialog-actions.tsx';
import { DryRunSummary } from './dry-run-summary.tsx';
import { GapFields, gapIn } from './gap-fields.tsx';
import type { Selection } from './logic/letter-filter.ts';
import { ReasonField, reasonIn } from './reason-field.tsx';
import { useDryRun } from './use-dry-run.ts';

const fieldNames = ['reason', 'skip'] as const;

/** Discards letters. Skips are sent like a replay, with visible progress; everything else is immediate. */
export function DiscardForm({ selection, onClose }: { selection: Selection; onClose: () => void }) {
  const t = useTranslations('ops.discardForm');
  const router = useRouter();
  const dryRun = useDryRun(() => tryDiscard(selection));
  const count = dryRun.status === 'known' ? dryRun.value.count : 0;
  const needs = dryRun.status === 'known' && dryRun.value.skip.versioned > 0 ? dryRun.value.skip : null;

  const { errors, isPending, formProps } = useForm<(typeof fieldNames)[number]>(async (values) => {
    const gap = needs ? gapIn(values) : null;
    if (gap === undefined) return { fields: {}, form: [{ code: 'gap_choice_required' }] };
    const given = reasonIn(values);
    if (!given.ok) return { fields: { reason: given.fault }, form: [] };
    const answer = await discard({ selection, gap, reason: given.reason });
    if (!answer.ok) return toFormFaults(answer.problem, fieldNames);
    const { replay } = answer.value;
    if (replay) router.push(`/ops/replays/${replay.id}`);
    else {
      onClose();
      router.refresh();
    }
    return null;
  });

  return (
    <form {...formProps} className="flex flex-col gap-5">
      <DryRunSummary outcome={dryRun} />
      {count > 0 && (
        <>
          <FormErrors messages={errors.form} />
          {needs && (
            <GapFields needs={needs} isOne={'ids' in selection && count === 1} positionError={errors.fields.skip} />
          )}
          <ReasonField error={errors.fields.reason} />
        </>
      )}
      <DialogActions onClose={onClose} isPending={isPending} submit={count > 0 ? t('submit', { count }) : null} />
    </form>
  );
}
