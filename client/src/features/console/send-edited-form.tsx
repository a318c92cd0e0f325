'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { toFormFaults } from '@/api/problem.ts';
import { FormErrors } from '@/ui/form-errors.tsx';
import { useFaultWords } from '@/ui/use-fault-words.ts';
import { useForm } from '@/ui/use-form.ts';
import { sendEdited, tryEdit } from './api/browser.ts';
import { DialogActions } from './dialog-actions.tsx';
import { bytesOf } from './logic/hex-dump.ts';
import { ReasonField, reasonIn } from './reason-field.tsx';
import { useDryRun } from './use-dry-run.ts';

interface SendEditedFormProps {
  letterId: string;
  group: string;
  value: unknown;
  onClose: () => void;
}

/** Validates an edited value against the schema and sends it with a reason. */
export function SendEditedForm({ letterId, group, value, onClose }: SendEditedFormProps) {
  const t = useTranslations('ops.edit');
  const words = useFaultWords();
  const router = useRouter();
  const dryRun = useDryRun(() => tryEdit(letterId, value));
  const isAccepted = dryRun.status === 'known';

  const { errors, isPending, formProps } = useForm<'reason'>(async (values) => {
    const given = reasonIn(values);
    if (!given.ok) return { fields: { reason: given.fault }, form: [] };
    const answer = await sendEdited(letterId, value, given.reason);
    if (!answer.ok) return toFormFaults(answer.problem, ['reason']);
    router.push(`/ops/replays/${answer.value.id}`);
    return null;
  });

  return (
    <form {...formProps} className="flex flex-col gap-5">
      {dryRun.status === 'refused' ? (
        <FormErrors messages={dryRun.faults.map(words)} />
      ) : (
        <p role="status">
          {isAccepted ? t('accepted', { count: bytesOf(dryRun.value.value).length, group }) : t('checking')}
        </p>
      )}
      {isAccepted && (
        <>
          <FormErrors messages={errors.form} />
          <ReasonField error={errors.fields.reason} />
        </>
      )}
      <DialogActions onClose={onClose} isPending={isPending} submit={isAccepted ? t('submit') : null} />
    </form>
  );
}
