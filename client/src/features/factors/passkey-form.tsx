import { useTranslations } from 'next-intl';
import type { ApiAnswer } from '@/api/call-api.ts';
import { type FormFaults, toFormFaults } from '@/api/problem.ts';
import { Button } from '@/ui/button.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { useForm } from '@/ui/use-form.ts';
import { type Assertion, askForPasskey } from './ask-passkey.ts';

/** Has the browser sign the options with a passkey, and sends the result. @returns null when it was accepted */
export async function answerWithPasskey(
  options: Record<string, unknown>,
  send: (passkey: Assertion) => Promise<ApiAnswer<unknown>>,
): Promise<FormFaults<never> | null> {
  const asked = await askForPasskey(options);
  if (!asked.ok) return { fields: {}, form: [asked.fault] };
  const answer = await send(asked.credential);
  return answer.ok ? null : toFormFaults(answer.problem, []);
}

interface PasskeyFormProps {
  label: 'passkeySignIn' | 'usePasskey';
  look?: 'primary' | 'plain';
  /** Signs in; returns null when that succeeded. */
  attempt: () => Promise<FormFaults<never> | null>;
  onSignedIn: () => void;
}

/** A button that signs in with a passkey. */
export function PasskeyForm({ label, look, attempt, onSignedIn }: PasskeyFormProps) {
  const t = useTranslations('factors');
  const { errors, isPending, formProps } = useForm(async () => {
    const faults = await attempt();
    if (!faults) onSignedIn();
    return faults;
  });
  return (
    <form {...formProps} className="flex flex-col gap-4">
      <FormErrors messages={errors.form} />
      <Button type="submit" look={look} wide isPending={isPending} pendingLabel={t('passkeyWaiting')}>
        {t(label)}
      </Button>
    </form>
  );
}
