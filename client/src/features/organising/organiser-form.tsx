'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { toFormFaults } from '@/api/problem.ts';
import { useCreateOnce } from '@/api/use-create-once.ts';
import { signInPath } from '@/features/account/safe-next-path.ts';
import { isVisible } from '@/format/visible.ts';
import { newOrganiserPath, organiserPath } from '@/site/paths.ts';
import { Button } from '@/ui/button.tsx';
import { Field } from '@/ui/field.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { textIn, useForm } from '@/ui/use-form.ts';
import { createOrganiser } from './api/browser.ts';
import { hasSessionEnded } from './refusal.ts';

/** Founds an organiser, whose owner the visitor is, and leads to it. */
export function OrganiserForm() {
  const router = useRouter();
  const t = useTranslations('organise.organiser');
  const create = useCreateOnce(createOrganiser);
  const { errors, isPending, formProps } = useForm<'name'>(async (values) => {
    const name = textIn(values, 'name').trim();
    if (!isVisible(name)) return { fields: { name: { code: 'name_missing' } }, form: [] };
    const answer = await create(name);
    if (!answer.ok) {
      if (!hasSessionEnded(answer.problem)) return toFormFaults(answer.problem, ['name']);
      router.push(signInPath(newOrganiserPath, 'expired'));
      return null;
    }
    router.push(organiserPath(answer.value.id));
    router.refresh();
    return null;
  });
  return (
    <form {...formProps} className="flex max-w-md flex-col gap-6">
      <FormErrors messages={errors.form} />
      <Field
        name="name"
        label={t('name')}
        hint={t('nameHint')}
        error={errors.fields.name}
        maxLength={100}
        autoComplete="organization"
        required
      />
      <Button type="submit" isPending={isPending} pendingLabel={t('creating')}>
        {t('create')}
      </Button>
    </form>
  );
}
