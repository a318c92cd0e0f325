'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { editTicket, listTicket, readTicket } from '@/api/browser.ts';
import type { ApiAnswer } from '@/api/call-api.ts';
import { type FormFaults, isRefusedWith, type Problem, toFormFaults } from '@/api/problem.ts';
import type { Listing } from '@/api/requests.ts';
import type { Ticket } from '@/api/schemas.ts';
import { signInPath } from '@/features/account/safe-next-path.ts';
import { Button, ButtonLink } from '@/ui/button.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { useFaultWords } from '@/ui/use-fault-words.ts';
import { useForm } from '@/ui/use-form.ts';
import { ListingConflict } from './listing-conflict.tsx';
import { type Draft, draftFields, draftOf, toListing } from './listing-draft.ts';
import { type FieldName, ListingFields } from './listing-fields.tsx';
import { ListingPreview } from './listing-preview.tsx';
import { PictureField } from './picture-field.tsx';
import { usePicture } from './use-picture.ts';

/** Lists a ticket, or edits `ticket`. The preview shows the listing as buyers will see it. */
export function ListingForm({ ticket }: { ticket?: Ticket }) {
  const router = useRouter();
  const t = useTranslations('listing');
  const words = useFaultWords();
  const locale = useLocale();
  /** The edited listing: as last read, or as saved when only its picture failed. */
  const [base, setBase] = useState(ticket);
  const [draft, setDraft] = useState(() => draftOf(ticket, locale));
  const [theirs, setTheirs] = useState<Ticket | null>(null);
  const picture = usePicture(base?.pictureUrl ?? null);

  const save = (listing: Listing): Promise<ApiAnswer<Ticket>> =>
    base ? editTicket(base.id, base.version, listing) : listTicket(listing);

  const { errors, isPending, formProps } = useForm<FieldName>(async () => {
    const checked = toListing(draft, locale);
    if (!checked.ok) return { fields: checked.faults, form: [] };
    const saved = await save(checked.listing);
    if (!saved.ok) return onRefused(saved.problem);
    setBase(saved.value);
    const pictured = await picture.save(saved.value);
    if (pictured && !pictured.ok) return onRefused(pictured.problem);
    router.push(`/tickets/${saved.value.id}`);
    router.refresh();
    return null;
  });

  async function onRefused(problem: Problem): Promise<FormFaults<FieldName> | null> {
    if (isRefusedWith(problem, 401)) {
      router.push(signInPath(base ? `/tickets/${base.id}/edit` : '/tickets/new', 'expired'));
      return null;
    }
    if (base && isRefusedWith(problem, 409)) {
      const now = await readTicket(base.id);
      if (now.ok) {
        setTheirs(now.value);
        return { fields: {}, form: [] };
      }
    }
    // A reservation has locked the listing; the refreshed page shows that.
    if (isRefusedWith(problem, 400)) router.refresh();
    return toFormFaults(problem, draftFields);
  }

  const settle = (next: Draft) => {
    // The form must be based on the current listing before it is submitted again.
    flushSync(() => {
      setBase(theirs ?? base);
      setDraft(next);
      setTheirs(null);
    });
  };
  const keepMine = () => {
    settle(draft);
    formProps.ref.current?.requestSubmit();
  };

  return (
    <div className="grid grid-cols-1 gap-10 lg:grid-cols-[1fr_18rem] lg:gap-16">
      <form {...formProps} className="flex min-w-0 flex-col gap-6">
        {theirs && (
          <ListingConflict
            mine={draft}
            theirs={theirs}
            onKeepMine={keepMine}
            onTakeTheirs={() => settle(draftOf(theirs, locale))}
          />
        )}
        <FormErrors messages={errors.form} />
        <ListingFields draft={draft} errors={errors.fields} onChange={setDraft} />
        <PictureField
          hasPicture={picture.url !== null}
          error={picture.fault ? words(picture.fault) : undefined}
          onChoose={picture.choose}
          onRemove={picture.remove}
        />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" isPending={isPending} pendingLabel={t(ticket ? 'saving' : 'listing')}>
            {t(ticket ? 'save' : 'list')}
          </Button>
          {ticket && (
            <ButtonLink look="plain" href={`/tickets/${ticket.id}`}>
              {t('cancel')}
            </ButtonLink>
          )}
        </div>
      </form>
      <ListingPreview seed={base?.id ?? 'preview'} draft={draft} pictureUrl={picture.url} />
    </div>
  );
}
