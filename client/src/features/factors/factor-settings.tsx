'use client';

import { useRouter } from 'next/navigation';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { toFormFaults } from '@/api/problem.ts';
import { AccountSection } from '@/features/account/account-section.tsx';
import { Button } from '@/ui/button.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { Notice } from '@/ui/notice.tsx';
import { useForm } from '@/ui/use-form.ts';
import { type FactorRef, removeFactor, renewRecoveryCodes } from './api/browser.ts';
import type { Factors } from './api/schemas.ts';
import { PasskeyAddition } from './passkey-addition.tsx';
import { PasskeyList } from './passkey-list.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { ReauthenticationDialog } from './reauthentication-dialog.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { type EnrolmentProps, TotpEnrolment } from './totp-enrolment.tsx';
import { useReauthentication } from './use-reauthentication.ts';

interface FactorSettingsProps {
  factors: Factors;
  /** Whether the console led here: operators need a second factor. */
  isNeededByOperator: boolean;
}

type Done = 'added' | 'removed' | null;

/** Two-step sign-in and passkeys. One island, because recovery codes outlive the reload of what is listed. */
export function FactorSettings({ factors, isNeededByOperator }: FactorSettingsProps) {
  const router = useRouter();
  const t = useTranslations('factors');
  const { settle, withRecentSession } = useReauthentication();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [removing, setRemoving] = useState<FactorRef | null>(null);
  const [done, setDone] = useState<Done>(null);
  const onEnrolled = (recoveryCodes: readonly string[] | null) => {
    if (recoveryCodes) setCodes(recoveryCodes);
    setDone('added');
    router.refresh();
  };
  const onRemoved = () => {
    setRemoving(null);
    setDone('removed');
    router.refresh();
  };
  const enrolment: EnrolmentProps = { withRecentSession, onEnrolled };
  const hasFactor = factors.totp !== null || factors.passkeys.length > 0;
  return (
    <>
      <AccountSection id="two-step" title={t('title')}>
        {isNeededByOperator && !hasFactor && <Notice role="status">{t('operatorNeedsIt')}</Notice>}
        <p className="text-muted">{t('text')}</p>
        <p role="status" className="font-semibold empty:hidden">
          {done && t(done === 'added' ? 'isAdded' : 'isRemoved')}
        </p>
        {codes && <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />}
        {factors.totp ? (
          <TotpState enabledAt={factors.totp.enabledAt} onRemove={() => setRemoving({ kind: 'totp' })} />
        ) : (
          <TotpEnrolment {...enrolment} />
        )}
        {hasFactor && <RecoveryCodesState left={factors.recoveryCodesLeft} {...enrolment} />}
      </AccountSection>
      <AccountSection id="passkeys" title={t('passkeys')}>
        <p className="text-muted">{t('passkeysText')}</p>
        {factors.passkeys.length > 0 && (
          <PasskeyList
            passkeys={factors.passkeys}
            onRemove={({ id, name }) => setRemoving({ kind: 'passkey', id, name })}
          />
        )}
        <PasskeyAddition {...enrolment} />
      </AccountSection>
      {removing && <RemovalDialog factor={removing} onDone={onRemoved} onClose={() => setRemoving(null)} />}
      {settle && <ReauthenticationDialog settle={settle} />}
    </>
  );
}

interface RemovalDialogProps {
  factor: FactorRef;
  onDone: () => void;
  onClose: () => void;
}

function RemovalDialog({ factor, onDone, onClose }: RemovalDialogProps) {
  const t = useTranslations('factors');
  const name = factor.kind === 'passkey' ? factor.name : t('totp');
  return (
    <PasswordDialog
      title={t('removeTitle', { name })}
      text={t('removeText')}
      label={t('remove')}
      send={(password) => removeFactor(factor, password)}
      onDone={onDone}
      onClose={onClose}
    />
  );
}

function TotpState({ enabledAt, onRemove }: { enabledAt: string; onRemove: () => void }) {
  const t = useTranslations('factors');
  const format = useFormatter();
  return (
    <div className="flex flex-wrap items-center justify-between gap-4 rounded-card border border-line bg-card px-5 py-4">
      <div>
        <p className="font-semibold">{t('totp')}</p>
        <p className="text-sm text-muted">{t('totpSince', { at: format.dateTime(new Date(enabledAt), 'moment') })}</p>
      </div>
      <Button look="plain" size="small" aria-label={t('removeNamed', { name: t('totp') })} onClick={onRemove}>
        {t('remove')}
      </Button>
    </div>
  );
}

function RecoveryCodesState({ left, withRecentSession, onEnrolled }: EnrolmentProps & { left: number }) {
  const t = useTranslations('factors');
  const { errors, isPending, formProps } = useForm(async () => {
    const answer = await withRecentSession(renewRecoveryCodes);
    if (answer && !answer.ok) return toFormFaults(answer.problem, []);
    if (answer) onEnrolled(answer.value.recoveryCodes);
    return { fields: {}, form: [] };
  });
  return (
    <form {...formProps} className="flex flex-wrap items-center gap-4">
      <p>{t('recoveryCodesLeft', { count: left })}</p>
      <Button type="submit" look="plain" size="small" isPending={isPending} pendingLabel={t('renewing')}>
        {t('renewCodes')}
      </Button>
      <FormErrors messages={errors.form} />
    </form>
  );
}
