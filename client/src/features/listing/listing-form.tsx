'use client';

import { useTranslations } from 'next-intl';
import type { Ticket } from '@/api/schemas.ts';
import { Button, ButtonLink } from '@/ui/button.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { Notice } from '@/ui/notice.tsx';
import { useFaultWords } from '@/ui/use-fault-words.ts';
import { useLeaveWarning } from '@/ui/use-leave-warning.ts';
import { ListingConflict } from './listing-conflict.tsx';
import { ListingFields } from './listing-fields.tsx';
import { ListingPreview } from './listing-preview.tsx';
import { PictureField } from './picture-field.tsx';
import { useListingForm } from './use-listing-form.ts';

/** Lists a ticket, or edits `ticket`. The preview shows the listing as buyers will see it. */
export function ListingForm({ ticket, userId }: { ticket?: Ticket; userId: string }) {
  const t = useTranslations('listing');
  const words = useFaultWords();
  const form = useListingForm(ticket, userId);
  const { errors, isPending, formProps, base, draft, theirs, picture } = form;
  useLeaveWarning(form.isDirty && !isPending ? t('leaveQuestion') : null);

  return (
    <div className="grid grid-cols-1 gap-10 lg:grid-cols-[minmax(0,1fr)_18rem] lg:gap-16">
      <form {...formProps} className="flex min-w-0 flex-col gap-6">
        {form.isRestored && (
          <Notice role="status" title={t('restoredTitle')}>
            <p>{t('restored')}</p>
            <Button look="quiet" size="small" onClick={form.discard}>
              {t('discard')}
            </Button>
          </Notice>
        )}
        {theirs && (
          <ListingConflict mine={draft} theirs={theirs} onKeepMine={form.keepMine} onTakeTheirs={form.takeTheirs} />
        )}
        <FormErrors messages={errors.form} />
        <ListingFields draft={draft} errors={errors.fields} onChange={form.change} />
        <PictureField
          hasPicture={picture.url !== null}
          error={picture.fault ? words(picture.fault) : errors.fields.picture}
          onChoose={picture.choose}
          onRemove={picture.remove}
        />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" isPending={isPending} pendingLabel={t(base ? 'saving' : 'listing')}>
            {t(base ? 'save' : 'list')}
          </Button>
          {base && (
            <ButtonLink look="plain" href={`/tickets/${base.id}`}>
              {t('cancel')}
            </ButtonLink>
          )}
        </div>
      </form>
      <ListingPreview seed={base?.id ?? 'preview'} draft={draft} pictureUrl={picture.url} />
    </div>
  );
}
