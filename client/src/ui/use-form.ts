import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { FormFaults } from '@/api/problem.ts';
import { useFaultWords } from './use-fault-words.ts';

interface FormState<Field extends string> {
  /** In the visitor's language. */
  errors: { fields: Partial<Record<Field, string>>; form: string[] };
  isPending: boolean;
  formProps: {
    ref: React.RefObject<HTMLFormElement | null>;
    method: 'post';
    noValidate: true;
    onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  };
}

/**
 * A form that sends one request at a time and moves the focus to the first invalid field.
 * @param submit returns the faults to show; null on success, when the page is being left (the form stays pending)
 */
export function useForm<Field extends string>(
  submit: (values: FormData) => Promise<FormFaults<Field> | null>,
): FormState<Field> {
  const [faults, setFaults] = useState<FormFaults<Field>>({ fields: {}, form: [] });
  const [isPending, setPending] = useState(false);
  // State is updated at the next render: two clicks in one frame would both see "not pending".
  const isSending = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const words = useFaultWords();

  useEffect(() => {
    if (Object.keys(faults.fields).length === 0) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [faults]);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isSending.current) return;
    isSending.current = true;
    setPending(true);
    const refused = await submit(new FormData(event.currentTarget));
    if (!refused) return;
    setFaults(refused);
    setPending(false);
    isSending.current = false;
  };

  const fields: Partial<Record<Field, string>> = {};
  for (const name of Object.keys(faults.fields) as Field[]) {
    const fault = faults.fields[name];
    if (fault) fields[name] = words(fault);
  }
  return {
    errors: { fields, form: faults.form.map(words) },
    isPending,
    formProps: { ref: form, method: 'post', noValidate: true, onSubmit },
  };
}

export const textIn = (values: FormData, name: string): string => String(values.get(name) ?? '');
