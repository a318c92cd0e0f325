import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { FormErrors } from '../lib/api/problem.ts';

export const noErrors: FormErrors<never> = { fields: {}, form: [] };

type FormState<Field extends string> = {
  errors: FormErrors<Field>;
  isPending: boolean;
  formProps: {
    ref: React.RefObject<HTMLFormElement | null>;
    method: 'post';
    noValidate: true;
    onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  };
};

/**
 * A form that sends at most one request at a time and moves the focus to the first field that was refused.
 * @param submit returns the errors to show, or null when it has succeeded and the page is being left (stays pending)
 */
export function useForm<Field extends string>(
  submit: (values: FormData) => Promise<FormErrors<Field> | null>,
): FormState<Field> {
  const [errors, setErrors] = useState<FormErrors<Field>>(noErrors);
  const [isPending, setPending] = useState(false);
  // State lags a render behind: two clicks in one frame would both see "not pending".
  const isSending = useRef(false);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (Object.keys(errors.fields).length === 0) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isSending.current) return;
    isSending.current = true;
    setPending(true);
    const refused = await submit(new FormData(event.currentTarget));
    if (!refused) return;
    setErrors(refused);
    setPending(false);
    isSending.current = false;
  };

  return { errors, isPending, formProps: { ref: form, method: 'post', noValidate: true, onSubmit } };
}

export const textIn = (values: FormData, name: string): string => String(values.get(name) ?? '');
