import { useTranslations } from 'next-intl';
import { categories } from '@/api/schemas.ts';
import { marketTimeZone } from '@/format/market-time.ts';
import { Field, Select } from '@/ui/field.tsx';
import { TextArea } from '@/ui/text-area.tsx';
import { useHydrated } from '@/ui/use-hydrated.ts';
import type { Draft } from './listing-draft.ts';

type FieldName = keyof Draft;

/** Without it, browsers let six digits into the year. */
const lastWallClock = '9998-12-31T23:59';

/** All zones that the browser knows; before the page's script runs, only the current one, because the list is long. */
function useTimeZones(current: string): string[] {
  const isHydrated = useHydrated();
  const known = isHydrated ? Intl.supportedValuesOf('timeZone') : [];
  return [...new Set([current || marketTimeZone, ...known])].sort();
}

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
          max={lastWallClock}
        />
        <Field
          {...field('saleEndsAt')}
          label={t('listing.saleEndsAt')}
          hint={t('listing.saleEndsAtHint')}
          type="datetime-local"
          max={lastWallClock}
        />
        <Select {...field('timeZone')} label={t('listing.timeZone')} hint={t('listing.timeZoneHint')}>
          {useTimeZones(draft.timeZone).map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </Select>
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
