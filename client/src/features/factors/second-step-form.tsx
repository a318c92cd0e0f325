'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { toFormFaults } from '@/api/problem.ts';
import { Button } from '@/ui/button.tsx';
import { Field } from '@/ui/field.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { textIn, useForm } from '@/ui/use-form.ts';
import { answerSecondFactor } from './api/browser.ts';
import type { SecondFactor } from './api/schemas.ts';
import { answerWithPasskey, PasskeyForm } from './passkey-form.tsx';
import { type CodeKind, faultsOfCode } from './typed-code.ts';

interface SecondStepProps {
  secondFactor: SecondFactor;
  onSignedIn: () => void;
  onStartAgain: () => void;
}

/** The second step after the password: a code, a recovery code, or a passkey. Its title gets the focus. */
export function SecondStep({ secondFactor, onSignedIn, onStartAgain }: SecondStepProps) {
  const t = useTranslations('factors');
  const heading = useRef<HTMLHeadingElement>(null);
  const [kind, setKind] = useState<CodeKind>(secondFactor.hasTotp ? 'code' : 'recoveryCode');
  useEffect(() => heading.current?.focus(), []);
  const { challenge, hasTotp, passkeyOptions } = secondFactor;
  return (
    <div className="flex flex-col gap-6">
      <h2 ref={heading} tabIndex={-1} className="display text-2xl">
        {t('stepTitle')}
      </h2>
      {passkeyOptions && (
        <PasskeyForm
          label="usePasskey"
          attempt={() => answerWithPasskey(passkeyOptions, (passkey) => answerSecondFactor({ challenge, passkey }))}
          onSignedIn={onSignedIn}
        />
      )}
      <CodeForm key={kind} {...{ challenge, kind, onSignedIn }} />
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        {hasTotp && (
          <Button look="quiet" size="small" onClick={() => setKind(kind === 'code' ? 'recoveryCode' : 'code')}>
            {t(kind === 'code' ? 'useRecoveryCode' : 'useCode')}
          </Button>
        )}
        <Button look="quiet" size="small" onClick={onStartAgain}>
          {t('startAgain')}
        </Button>
      </div>
    </div>
  );
}

interface CodeFormProps {
  challenge: string;
  kind: CodeKind;
  onSignedIn: () => void;
}

const fields = {
  code: { label: 'code', hint: 'codeHint', inputMode: 'numeric', autoComplete: 'one-time-code' },
  recoveryCode: { label: 'recoveryCode', hint: 'recoveryCodeHint', inputMode: 'text', autoComplete: 'off' },
} as const;

function CodeForm({ challenge, kind, onSignedIn }: CodeFormProps) {
  const t = useTranslations('factors');
  const { label, hint, ...input } = fields[kind];
  const { errors, isPending, formProps } = useForm<CodeKind>(async (values) => {
    const typed = textIn(values, kind);
    const faults = faultsOfCode(kind, typed);
    if (faults) return faults;
    const answer = await answerSecondFactor({ challenge, [kind]: typed });
    if (!answer.ok) return toFormFaults(answer.problem, [kind]);
    onSignedIn();
    return null;
  });
  return (
    <form {...formProps} className="flex flex-col gap-6">
      <FormErrors messages={errors.form} />
      <Field
        {...input}
        name={kind}
        label={t(label)}
        hint={t(hint)}
        autoCapitalize="none"
        spellCheck={false}
        required
        error={errors.fields[kind]}
      />
      <Button type="submit" wide isPending={isPending} pendingLabel={t('checking')}>
        {t('signin')}
      </Button>
    </form>
  );
}
