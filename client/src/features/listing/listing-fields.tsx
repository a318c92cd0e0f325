import { useTranslations } from 'next-intl';
import { categories } from '@/api/schemas.ts';
import { Field, Select } from '@/ui/field.tsx';
import { TextArea } from '@/ui/text-area.tsx';
import type { Draft, draftFields } from './listing-draft.ts';

export type FieldName = (typeof draftFields)[number];

interface ListingFieldsProps {
  draft: Draft;
  errors: Partial<Record<FieldName, string>>;
  onChange: (draft: Draft) => void;
}

/** The fields of a listing. A journey has an origin and a destination, everything else a venue. */
export function ListingFields({ draft, errors, onChange }: ListingFieldsProps) {
  const t = useTranslations();
  const field = (name: FieldName) => ({
    name,
    value: draft[name],
    error: errors[name],
    onChange: ({ target }: { target: { value: string } }) => onChange({ ...draft, [name]: target.value }),
  });
  const isJourney = draft.category === 'travel';
  return (
    <>
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
          {...field(isJourney ? 'from' : 'venue')}
          label={t(isJourney ? 'listing.fromPlace' : 'listing.venue')}
          maxLength={100}
        />
        <Field
          {...field(isJourney ? 'to' : 'city')}
          label={t(isJourney ? 'listing.toPlace' : 'listing.city')}
          maxLength={100}
        />
        <Field
          {...field('startsAt')}
          label={t('listing.startsAt')}
          hint={t('listing.startsAtHint')}
          type="datetime-local"
          // Without it, browsers let six digits into the year.
          max="9998-12-31T23:59"
        />
      </div>
      <TextArea
        {...field('description')}
        label={t('listing.description')}
        hint={t('listing.descriptionHint')}
        maxLength={2000}
      />
    </>
  );
}
