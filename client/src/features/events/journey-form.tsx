import { useTranslations } from 'next-intl';
import { filterFormId } from '@/features/browse/filter-form-id.ts';
import { fareClasses } from '@/format/fare-classes.ts';
import { journeysPath } from '@/site/travel-paths.ts';
import { Button } from '@/ui/button.tsx';
import { DayField } from '@/ui/day-field.tsx';
import { Select } from '@/ui/field.tsx';
import type { JourneyFilters } from './journeys-query.ts';
import { PlaceField } from './place-field.tsx';

/** From, to, day and class. */
export function JourneyForm({ filters: { origin, destination, date, class: fareClass } }: { filters: JourneyFilters }) {
  const t = useTranslations('journeys');
  const ofClass = useTranslations('fareClasses');
  return (
    <search aria-label={t('searchTitle')} className="rounded-card border border-line bg-card p-3 sm:p-5">
      <form
        id={filterFormId}
        action={journeysPath}
        method="get"
        className="grid grid-cols-2 items-end gap-3 md:grid-cols-[1fr_1fr_11rem_10rem_auto]"
      >
        <PlaceField name="origin" label={t('from')} defaultValue={origin} />
        <PlaceField name="destination" label={t('to')} defaultValue={destination} />
        <DayField name="date" label={t('date')} defaultValue={date} />
        <Select name="class" label={t('class')} defaultValue={fareClass ?? ''}>
          <option value="">{t('anyClass')}</option>
          {fareClasses.map((each) => (
            <option key={each} value={each}>
              {ofClass(each)}
            </option>
          ))}
        </Select>
        <Button type="submit" worksWithoutScript>
          {t('submit')}
        </Button>
      </form>
    </search>
  );
}
