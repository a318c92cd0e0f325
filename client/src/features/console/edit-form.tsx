'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button, ButtonLink } from '@/ui/button.tsx';
import { Dialog } from '@/ui/dialog.tsx';
import { TextArea } from '@/ui/text-area.tsx';
import { textIn } from '@/ui/use-form.ts';
import { parseValue } from './logic/edited-value.ts';
import { SendEditedForm } from './send-edited-form.tsx';

interface EditFormProps {
  letterId: string;
  group: string;
  /** The initial text. */
  text: string;
}

/** Edits a letter's value. It can be sent only after the topic's registered schema accepts it. */
export function EditForm({ letterId, group, text }: EditFormProps) {
  const t = useTranslations('ops.edit');
  const [checked, setChecked] = useState<{ value: unknown } | null>(null);
  const [error, setError] = useState<string>();
  const close = () => setChecked(null);

  const check = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const edited = parseValue(textIn(new FormData(event.currentTarget), 'value'));
    setError(edited.ok ? undefined : t('notJson', { message: edited.message }));
    if (edited.ok) setChecked({ value: edited.value });
    else event.currentTarget.querySelector('textarea')?.focus();
  };

  return (
    <>
      <form onSubmit={check} noValidate method="post" className="flex flex-col gap-4">
        <TextArea
          name="value"
          label={t('value')}
          hint={t('valueHint')}
          defaultValue={text}
          error={error}
          isCode
          spellCheck={false}
          autoCapitalize="off"
        />
        <div className="flex flex-wrap gap-3">
          <Button type="submit">{t('check')}</Button>
          <ButtonLink look="plain" href={`/ops/letters/${letterId}`}>
            {t('back')}
          </ButtonLink>
        </div>
      </form>
      <Dialog isOpen={checked !== null} onClose={close} title={t('title')}>
        {checked && <SendEditedForm letterId={letterId} group={group} value={checked.value} onClose={close} />}
      </Dialog>
    </>
  );
}
