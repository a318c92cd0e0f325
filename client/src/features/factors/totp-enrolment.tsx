'use client';

import dynamic from 'next/dynamic';
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
import { confirmTotp, startTotp } from './api/browser.ts';
import type { TotpStart } from './api/schemas.ts';
import { faultsOfCode } from './typed-code.ts';
import type { WithRecentSession } from './use-reauthentication.ts';

const QrCode = dynamic(() => import('./qr-code.tsx').then((module) => module.QrCode), { ssr: false });

const nothing = { fields: {}, form: [] };

export interface EnrolmentProps {
  withRecentSession: WithRecentSession;
  /** @param recoveryCodes new ones, when the account had none */
  onEnrolled: (recoveryCodes: readonly string[] | null) => void;
}

/** Adds an authenticator app: a button, then the code to scan and the code to type. */
export function TotpEnrolment({ withRecentSession, onEnrolled }: EnrolmentProps) {
  const router = useRouter();
  const t = useTranslations('factors');
  const [started, setStarted] = useState<TotpStart | null>(null);
  const { errors, isPending, formProps } = useForm(async () => {
    const answer = await withRecentSession(startTotp);
    if (!answer) return nothing;
    if (!answer.ok && isSignedOut(answer.problem)) {
      router.push(signInPath(accountPath, 'expired'));
      return null;
    }
    if (!answer.ok) return toFormFaults(answer.problem, []);
    setStarted(answer.value);
    return nothing;
  });
  if (started)
    return <TotpConfirmation {...{ started, withRecentSession, onEnrolled }} onCancel={() => setStarted(null)} />;
  return (
    <form {...formProps} className="flex flex-col items-start gap-4">
      <FormErrors messages={errors.form} />
      <Button type="submit" isPending={isPending} pendingLabel={t('starting')}>
        {t('totpAdd')}
      </Button>
    </form>
  );
}

interface ConfirmationProps extends EnrolmentProps {
  started: TotpStart;
  onCancel: () => void;
}

function TotpConfirmation({ started: { secret, uri }, withRecentSession, onEnrolled, onCancel }: ConfirmationProps) {
  const router = useRouter();
  const t = useTranslations('factors');
  const { errors, isPending, formProps } = useForm<'code'>(async (values) => {
    const code = textIn(values, 'code');
    const faults = faultsOfCode('code', code);
    if (faults) return faults;
    const answer = await withRecentSession(() => confirmTotp(code));
    if (!answer) return nothing;
    if (!answer.ok && isSignedOut(answer.problem)) {
      router.push(signInPath(accountPath, 'expired'));
      return null;
    }
    if (!answer.ok) return toFormFaults(answer.problem, ['code']);
    onEnrolled(answer.value.recoveryCodes);
    return nothing;
  });
  return (
    <form {...formProps} className="flex max-w-md flex-col gap-6">
      <FormErrors messages={errors.form} />
      <p>{t('totpScan')}</p>
      <div className="min-h-56">
        <QrCode text={uri} label={t('totpQrLabel')} />
      </div>
      <div>
        <p className="text-sm font-semibold">{t('totpSecret')}</p>
        <p className="mt-1 font-mono wrap-anywhere">{secret.match(/.{1,4}/g)?.join(' ')}</p>
      </div>
      <Field
        name="code"
        label={t('code')}
        hint={t('codeHint')}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        error={errors.fields.code}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" isPending={isPending} pendingLabel={t('checking')}>
          {t('totpConfirm')}
        </Button>
        <Button look="plain" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
