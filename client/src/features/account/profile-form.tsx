'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { changeProfile } from '@/api/browser.ts';
import { isSignedOut, toFormFaults } from '@/api/problem.ts';
import type { Profile } from '@/api/schemas.ts';
import { languageNames, locales } from '@/i18n/locales.ts';
import { accountPath } from '@/site/paths.ts';
import { Button } from '@/ui/button.tsx';
import { Field, Select } from '@/ui/field.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { Notice } from '@/ui/notice.tsx';
import { textIn, useForm } from '@/ui/use-form.ts';
import { signInPath } from './safe-next-path.ts';

const fields = ['name', 'language'] as const;

export function ProfileForm({ profile }: { profile: Pick<Profile, 'name' | 'language'> }) {
  const router = useRouter();
  const t = useTranslations('account');
  const [isSaved, setSaved] = useState(false);
  const { errors, isPending, formProps } = useForm<(typeof fields)[number]>(async (values) => {
    setSaved(false);
    const language = locales.find((locale) => locale === textIn(values, 'language')) ?? profile.language;
    const answer = await changeProfile({ name: textIn(values, 'name'), language });
    if (!answer.ok && isSignedOut(answer.problem)) {
      router.push(signInPath(accountPath, 'expired'));
      return null;
    }
    if (!answer.ok) return toFormFaults(answer.problem, fields);
    setSaved(true);
    router.refresh();
    return { fields: {}, form: [] };
  });
  return (
    <form {...formProps} className="flex max-w-md flex-col gap-6">
      <FormErrors messages={errors.form} />
      {isSaved && <Notice role="status">{t('profileSaved')}</Notice>}
      <Field
        name="name"
        label={t('name')}
        hint={t('nameHint')}
        autoComplete="name"
        maxLength={80}
        defaultValue={profile.name ?? ''}
        error={errors.fields.name}
      />
      <Select name="language" label={t('mailLanguage')} defaultValue={profile.language} error={errors.fields.language}>
        {locales.map((locale) => (
          <option key={locale} value={locale} lang={locale}>
            {languageNames[locale]}
          </option>
        ))}
      </Select>
      <Button type="submit" isPending={isPending} pendingLabel={t('savingProfile')}>
        {t('saveProfile')}
      </Button>
    </form>
  );
}
