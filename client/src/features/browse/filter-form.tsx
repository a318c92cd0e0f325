import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button.tsx';
import { DayField } from '@/ui/day-field.tsx';
import { Field } from '@/ui/field.tsx';
import type { BrowseFilters } from './browse-query.ts';
import { filterFormId } from './filter-form-id.ts';

/** One search field, and the filters behind a button, so that the first tickets are in a phone's first screen. */
export function FilterForm({ filters }: { filters: BrowseFilters }) {
  const t = useTranslations('browse');
  const { search, category } = filters;
  return (
    <search aria-label={t('searchTitle')} className="stub-outline">
      <form
        id={filterFormId}
        action="/"
        method="get"
        className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 rounded-card bg-card p-3 md:stub-cut md:flex md:gap-0 md:p-0 md:[--tear:11rem]"
      >
        {category && <input type="hidden" name="category" value={category} />}
        <div className="contents grow flex-col gap-2 md:flex md:p-6">
          <Field
            name="search"
            type="search"
            label={t('search')}
            isLabelHidden="on phones"
            placeholder={t('searchHint')}
            defaultValue={search}
            maxLength={100}
          />
          <Filters filters={filters} />
        </div>
        <div className="col-start-2 row-start-1 flex shrink-0 items-center justify-center md:stub-tear md:stub-perforated md:px-6">
          <Button type="submit" worksWithoutScript wide>
            {t('submit')}
          </Button>
        </div>
      </form>
    </search>
  );
}

function Filters({ filters: { city, from, to, minPrice, maxPrice } }: { filters: BrowseFilters }) {
  const t = useTranslations('browse');
  return (
    <details open={Boolean(city || from || to || minPrice || maxPrice)} className="col-span-2">
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm font-semibold text-accent-ink underline decoration-1 underline-offset-4">
        {t('moreFilters')}
      </summary>
      <div className="mt-2 grid grid-cols-2 gap-4 lg:grid-cols-5">
        <DayField name="from" label={t('from')} defaultValue={from} />
        <DayField name="to" label={t('to')} defaultValue={to} />
        <div className="col-span-2 lg:col-span-1">
          <Field name="city" label={t('city')} defaultValue={city} maxLength={100} autoComplete="address-level2" />
        </div>
        <Field name="minPrice" inputMode="decimal" label={t('minPrice')} defaultValue={minPrice} autoComplete="off" />
        <Field name="maxPrice" inputMode="decimal" label={t('maxPrice')} defaultValue={maxPrice} autoComplete="off" />
      </div>
    </details>
  );
}
