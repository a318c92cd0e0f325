'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useRef, useState } from 'react';
import type { ApiAnswer } from '@/api/call-api.ts';
import { type FormFaults, isSignedOut, toFormFaults } from '@/api/problem.ts';
import { PasswordField } from '@/features/account/password-field.tsx';
import { signInPath } from '@/features/account/safe-next-path.ts';
import { accountPath } from '@/site/paths.ts';
import { Button } from '@/ui/button.tsx';
import { Dialog } from '@/ui/dialog.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { textIn, useForm } from '@/ui/use-form.ts';

interface PasswordDialogProps {
  title: string;
  text: ReactNode;
  label: string;
  send: (password: string) => Promise<ApiAnswer<unknown>>;
  onDone: () => void;
  onClose: () => void;
}

/** Asks for the password before something is changed. Mounted while it is open. */
export function PasswordDialog({ title, text, label, send, onDone, onClose }: PasswordDialogProps) {
  const router = useRouter();
  const t = useTranslations('factors');
  // The dialog closes before it is unmounted, so that the focus returns to where it was.
  const [isOpen, setOpen] = useState(true);
  const isDone = useRef(false);
  const { errors, isPending, formProps } = useForm<'password'>(async (values) => {
    const password = textIn(values, 'password');
    const missing: FormFaults<'password'> = { fields: { password: { code: 'password_missing' } }, form: [] };
    if (password === '') return missing;
    const answer = await send(password);
    if (!answer.ok && isSignedOut(answer.problem)) {
      router.push(signInPath(accountPath, 'expired'));
      return null;
    }
    if (!answer.ok) return toFormFaults(answer.problem, ['password']);
    isDone.current = true;
    setOpen(false);
    return null;
  });
  return (
    <Dialog isOpen={isOpen} onClose={() => (isDone.current ? onDone() : onClose())} title={title}>
      <div className="flex flex-col gap-3 text-muted">{text}</div>
      <form {...formProps} className="flex flex-col gap-6">
        <FormErrors messages={errors.form} />
        <PasswordField
          name="password"
          id="proof-password"
          label={t('password')}
          autoComplete="current-password"
          error={errors.fields.password}
        />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" isPending={isPending} pendingLabel={t('checking')}>
            {label}
          </Button>
          <Button look="plain" onClick={() => setOpen(false)}>
            {t('cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
