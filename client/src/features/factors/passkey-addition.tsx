'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { isSignedOut, toFormFaults } from '@/api/problem.ts';
import { signInPath } from '@/features/account/safe-next-path.ts';
import { accountPath } from '@/site/paths.ts';
import { Button } from '@/ui/button.tsx';
import { Field } from '@/ui/field.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { textIn, useForm } from '@/ui/use-form.ts';
import { addPasskey, startPasskey } from './api/browser.ts';
import { createPasskey } from './ask-passkey.ts';
import type { EnrolmentProps } from './totp-enrolment.tsx';

const nothing = { fields: {}, form: [] };

/** Adds a passkey under a name by which its owner recognizes it. */
export function PasskeyAddition({ withRecentSession, onEnrolled }: EnrolmentProps) {
  const router = useRouter();
  const t = useTranslations('factors');
  const [additions, setAdditions] = useState(0);
  const { errors, isPending, formProps } = useForm<'name'>(async (values) => {
    const name = textIn(values, 'name').trim();
    if (name === '') return { fields: { name: { code: 'passkey_name_missing' } }, form: [] };
    const started = await withRecentSession(startPasskey);
    if (!started) return nothing;
    if (!started.ok && isSignedOut(started.problem)) {
      router.push(signInPath(accountPath, 'expired'));
      return null;
    }
    if (!started.ok) return toFormFaults(started.problem, ['name']);
    const created = await createPasskey(started.value.options);
    if (!created.ok) return { fields: {}, form: [created.fault] };
    const { challenge } = started.value;
    const answer = await addPasskey({ challenge, name, passkey: created.credential });
    if (!answer.ok) return toFormFaults(answer.problem, ['name']);
    setAdditions((count) => count + 1);
    onEnrolled(answer.value.recoveryCodes);
    return nothing;
  });
  return (
    <form {...formProps} className="flex max-w-md flex-col items-start gap-4">
      <FormErrors messages={errors.form} />
      <div className="w-full">
        <Field
          key={additions}
          name="name"
          id="passkey-name"
          label={t('passkeyName')}
          hint={t('passkeyNameHint')}
          maxLength={60}
          autoComplete="off"
          required
          error={errors.fields.name}
        />
      </div>
      <Button type="submit" isPending={isPending} pendingLabel={t('passkeyWaiting')}>
        {t('passkeyAdd')}
      </Button>
    </form>
  );
}
