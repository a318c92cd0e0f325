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
    onInput: (event: FormEvent<HTMLFormElement>) => void;
  };
}

/**
 * A form that sends one request at a time and moves the focus to the first invalid field. An error disappears when its
 * field is edited.
 * @param submit returns the faults to show; null on success, when the page is being left (the form stays pending)
 */
export function useForm<Field extends string>(
  submit: (values: FormData) => Promise<FormFaults<Field> | null>,
): FormState<Field> {
  const [faults, setFaults] = useState<FormFaults<Field>>({ fields: {}, form: [] });
  /** Counts refusals: only a new one moves the focus, not an edit. */
  const [refusals, setRefusals] = useState(0);
  const [isPending, setPending] = useState(false);
  // State is updated at the next render: two clicks in one frame would both see "not pending".
  const isSending = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const words = useFaultWords();

  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isSending.current) return;
    isSending.current = true;
    setPending(true);
    const refused = await submit(new FormData(event.currentTarget));
    if (!refused) return;
    setFaults(refused);
    setRefusals((count) => count + 1);
    setPending(false);
    isSending.current = false;
  };

  const onInput = ({ target }: FormEvent<HTMLFormElement>) => {
    const name = (target as Partial<HTMLInputElement>).name ?? '';
    if (name in faults.fields) setFaults({ ...faults, fields: { ...faults.fields, [name]: undefined } });
  };

  const fields: Partial<Record<Field, string>> = {};
  for (const name of Object.keys(faults.fields) as Field[]) {
    const fault = faults.fields[name];
    if (fault) fields[name] = words(fault);
  }
  return {
    errors: { fields, form: faults.form.map(words) },
    isPending,
    formProps: { ref: form, method: 'post', noValidate: true, onSubmit, onInput },
  };
}

export const textIn = (values: FormData, name: string): string => String(values.get(name) ?? '');
