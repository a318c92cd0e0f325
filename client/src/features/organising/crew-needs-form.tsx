'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { venuePath } from '@/site/paths.ts';
import { Button } from '@/ui/button.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { Notice } from '@/ui/notice.tsx';
import { TextArea } from '@/ui/text-area.tsx';
import { textIn } from '@/ui/use-form.ts';
import { replaceCrewNeeds } from './api/browser.ts';
import type { CrewNeed } from './api/schemas.ts';
import { needsText, readNeeds } from './crew-text.ts';
import { useChangeForm } from './use-change-form.ts';

/** Whom each departure of a vehicle needs. */
export function CrewNeedsForm({ venueId, needs }: { venueId: string; needs: readonly CrewNeed[] }) {
  const t = useTranslations('organise.crew');
  const [isSaved, setSaved] = useState(false);
  const { errors, isPending, formProps } = useChangeForm(
    venuePath(venueId),
    ['needs'],
    async (values) => {
      setSaved(false);
      const read = readNeeds(textIn(values, 'needs'));
      return read ? replaceCrewNeeds(venueId, read) : { fields: { needs: { code: 'crew_needs_invalid' } }, form: [] };
    },
    () => setSaved(true),
  );
  return (
    <form {...formProps} className="flex max-w-3xl flex-col gap-4">
      <FormErrors messages={errors.form} />
      {isSaved && <Notice role="status">{t('saved')}</Notice>}
      <TextArea
        name="needs"
        label={t('needs')}
        hint={t('needsHint')}
        error={errors.fields.needs}
        defaultValue={needsText(needs)}
        rows={4}
      />
      <div>
        <Button type="submit" look="plain" isPending={isPending} pendingLabel={t('saving')}>
          {t('saveNeeds')}
        </Button>
      </div>
    </form>
  );
}
