import { useTranslations } from 'next-intl';
import { filterFormId } from '@/features/browse/filter-form-id.ts';
import { Button } from '@/ui/button.tsx';
import { DayField } from '@/ui/day-field.tsx';
import { Field } from '@/ui/field.tsx';
import { type EventFilters, eventsPath } from './events-query.ts';
import { PlaceField } from './place-field.tsx';

/** One search field, and the filters behind a button, so that the first events are in a phone's first screen. */
export function EventFilterForm({ filters: { search, city, from, to } }: { filters: EventFilters }) {
  const t = useTranslations();
  return (
    <search aria-label={t('events.searchTitle')} className="rounded-card border border-line bg-card p-3 sm:p-5">
      <form
        id={filterFormId}
        action={eventsPath}
        method="get"
        className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-x-3"
      >
        <Field
          name="search"
          type="search"
          label={t('browse.search')}
          isLabelHidden="on phones"
          placeholder={t('events.searchHint')}
          defaultValue={search}
          maxLength={100}
        />
        <Button type="submit" worksWithoutScript>
          {t('browse.submit')}
        </Button>
        <details open={Boolean(city || from || to)} className="col-span-2">
          <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm font-semibold text-accent-ink underline decoration-1 underline-offset-4">
            {t('events.moreFilters')}
          </summary>
          <div className="mt-2 grid grid-cols-2 gap-4 lg:grid-cols-3">
            <div className="col-span-2 lg:col-span-1">
              <PlaceField name="city" label={t('events.place')} defaultValue={city} />
            </div>
            <DayField name="from" label={t('browse.from')} defaultValue={from} />
            <DayField name="to" label={t('browse.to')} defaultValue={to} />
          </div>
        </details>
      </form>
    </search>
  );
}
