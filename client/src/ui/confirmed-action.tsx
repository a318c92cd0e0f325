'use client';

import { useState } from 'react';
import type { ApiAnswer } from '@/api/call-api.ts';
import { faultOf } from '@/api/problem.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { FormErrors } from './form-errors.tsx';
import { useForm } from './use-form.ts';

interface ConfirmedActionProps {
  /** Of the button that asks. */
  label: string;
  question: string;
  text: string;
  yes: string;
  working: string;
  no: string;
  act: () => Promise<ApiAnswer<unknown>>;
  onDone: () => void;
}

/** A button whose action is confirmed in a dialog, which shows why it was refused. */
export function ConfirmedAction({ label, question, text, yes, working, no, act, onDone }: ConfirmedActionProps) {
  const [isAsking, setAsking] = useState(false);
  const { errors, isPending, formProps } = useForm(async () => {
    const answer = await act();
    if (!answer.ok) return { fields: {}, form: [faultOf(answer.problem)] };
    onDone();
    return null;
  });
  return (
    <>
      <Button look="quiet" onClick={() => setAsking(true)}>
        {label}
      </Button>
      <Dialog isOpen={isAsking} onClose={() => setAsking(false)} title={question}>
        <p className="text-muted">{text}</p>
        <form {...formProps} className="flex flex-col gap-3">
          <FormErrors messages={errors.form} />
          <Button type="submit" wide isPending={isPending} pendingLabel={working}>
            {yes}
          </Button>
          <Button look="plain" wide onClick={() => setAsking(false)}>
            {no}
          </Button>
        </form>
      </Dialog>
    </>
  );
}
