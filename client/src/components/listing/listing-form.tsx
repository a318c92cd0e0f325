'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { editTicket, listTicket } from '../../lib/api/browser.ts';
import { isRefusedWith, toFormFaults } from '../../lib/api/problem.ts';
import { categories, type Ticket } from '../../lib/api/schemas.ts';
import { type Draft, draftFields, draftOf, toListing } from '../../lib/listing-draft.ts';
import { signInPath } from '../../lib/safe-next-path.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Field, Select, TextArea } from '../ui/field.tsx';
import { FormErrors } from '../ui/form-errors.tsx';
import { textIn, useForm } from '../ui/use-form.ts';
import { ListingPreview } from './listing-preview.tsx';

type FieldName = (typeof draftFields)[number];

/** Lists a ticket, or edits `ticket`. The preview shows the listing as buyers will see it. */
export function ListingForm({ ticket }: { ticket?: Ticket }) {
  const router = useRouter();
  const t = useTranslations();
  const locale = useLocale();
  const [initial] = useState(() => draftOf(ticket, locale));
  const [draft, setDraft] = useState(initial);

  const { errors, isPending, formProps } = useForm<FieldName>(async (values) => {
    const checked = toListing(draftIn(values), locale);
    if (!checked.ok) return { fields: checked.faults, form: [] };
    const answer = await (ticket
      ? editTicket(ticket.id, ticket.version, checked.listing)
      : listTicket(checked.listing));
    if (answer.ok) {
      router.push(`/tickets/${answer.value.id}`);
      router.refresh();
      return null;
    }
    if (isRefusedWith(answer.problem, 401)) {
      router.push(signInPath(ticket ? `/tickets/${ticket.id}/edit` : '/tickets/new', 'expired'));
      return null;
    }
    return toFormFaults(answer.problem, draftFields);
  });

  const remember = ({ currentTarget }: FormEvent<HTMLFormElement>) => setDraft(draftIn(new FormData(currentTarget)));
  const isJourney = draft.category === 'travel';
  const field = (name: FieldName) => ({ name, defaultValue: initial[name], error: errors.fields[name] });

  return (
    <div className="grid grid-cols-1 gap-10 lg:grid-cols-[1fr_20rem] lg:gap-16">
      <form {...formProps} onInput={remember} className="flex flex-col gap-6">
        <FormErrors messages={errors.form} />
        <Field {...field('title')} label={t('listing.title')} hint={t('listing.titleHint')} maxLength={200} required />
        <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
          <Field
            {...field('price')}
            label={t('listing.price')}
            hint={t('listing.priceHint')}
            inputMode="decimal"
            autoComplete="off"
            required
          />
          <Select {...field('category')} label={t('listing.category')}>
            {categories.map((category) => (
              <option key={category} value={category}>
                {t(`categories.${category}`)}
              </option>
            ))}
          </Select>
          <Field
            {...field('startsAt')}
            label={t('listing.startsAt')}
            hint={t('listing.startsAtHint')}
            type="datetime-local"
          />
          {isJourney ? (
            <>
              <Field {...field('from')} label={t('listing.fromPlace')} maxLength={100} />
              <Field {...field('to')} label={t('listing.toPlace')} maxLength={100} />
            </>
          ) : (
            <>
              <Field {...field('venue')} label={t('listing.venue')} maxLength={100} />
              <Field {...field('city')} label={t('listing.city')} maxLength={100} autoComplete="address-level2" />
            </>
          )}
        </div>
        <TextArea
          {...field('description')}
          label={t('listing.description')}
          hint={t('listing.descriptionHint')}
          maxLength={2000}
        />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" isPending={isPending} pendingLabel={t(ticket ? 'listing.saving' : 'listing.listing')}>
            {t(ticket ? 'listing.save' : 'listing.list')}
          </Button>
          {ticket && (
            <ButtonLink look="plain" href={`/tickets/${ticket.id}`}>
              {t('listing.cancel')}
            </ButtonLink>
          )}
        </div>
      </form>
      <ListingPreview seed={ticket?.id ?? 'preview'} draft={draft} pictureUrl={ticket?.pictureUrl ?? null} />
    </div>
  );
}

const draftIn = (values: FormData): Draft =>
  Object.fromEntries(draftFields.map((name) => [name, textIn(values, name)])) as Draft;
