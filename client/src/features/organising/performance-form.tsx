'use client';

import { useTranslations } from 'next-intl';
import { organiserPath, ownPerformancePath } from '@/site/paths.ts';
import { Button, ButtonLink } from '@/ui/button.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { Notice } from '@/ui/notice.tsx';
import { useLeaveWarning } from '@/ui/use-leave-warning.ts';
import { PerformanceFields } from './performance-fields.tsx';
import { PriceFields } from './price-fields.tsx';
import { RestoredNotice } from './restored-notice.tsx';
import { SaleFields } from './sale-fields.tsx';
import { type PerformanceFormProps, usePerformanceForm } from './use-performance-form.ts';

/** Makes the draft of a performance, or edits one. After the publication only what may still change is asked. */
export function PerformanceForm(props: PerformanceFormProps) {
  const t = useTranslations('organise');
  const form = usePerformanceForm(props);
  const { draft, errors, isPending, formProps, change, isPublished, venueZone } = form;
  const { organiserId, venues, edited } = props;
  useLeaveWarning(form.isDirty && !isPending ? t('draft.leaveQuestion') : null);
  const fields = { draft, errors: errors.fields, onChange: change, isPublished, venueZone };
  return (
    <form {...formProps} className="flex max-w-3xl min-w-0 flex-col gap-10">
      {form.isRestored && <RestoredNotice onDiscard={form.discard} />}
      {isPublished && <Notice>{t('performance.publishedText')}</Notice>}
      <FormErrors messages={errors.form} />
      <PerformanceFields key={form.isRestored ? 'restored' : 'typed'} {...fields} venues={venues} />
      <PriceFields
        prices={form.prices}
        seats={form.seats}
        hasVenue={draft.venueId !== ''}
        isPublished={isPublished}
        hasClasses={draft.kind === 'departure'}
        errors={errors.fields}
        onChange={(prices) => change({ ...draft, prices })}
      />
      <SaleFields {...fields} seats={form.seats} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" isPending={isPending} pendingLabel={t('saving')}>
          {t(edited ? 'save' : 'performance.saveDraft')}
        </Button>
        <ButtonLink look="plain" href={edited ? ownPerformancePath(edited.performance.id) : organiserPath(organiserId)}>
          {t('cancel')}
        </ButtonLink>
      </div>
    </form>
  );
}
