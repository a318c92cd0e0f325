import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button.tsx';
import { Field } from '@/ui/field.tsx';
import type { BrowseFilters } from './browse-query.ts';
import { filterFormId } from './filter-form-id.ts';

/** Without it, browsers let six digits into the year. */
const lastDay = '9998-12-31';

/** The search form as a stub: fields in its body, the submit button in the tear-off part. */
export function FilterForm({ filters }: { filters: BrowseFilters }) {
  const t = useTranslations('browse');
  const { search, city, from, to, minPrice, maxPrice, category } = filters;
  return (
    <search aria-label={t('searchTitle')} className="stub-outline">
      <form
        id={filterFormId}
        action="/"
        method="get"
        className="card-cut flex flex-col bg-card [--tear:5rem] md:stub-cut md:flex-row md:[--tear:11rem]"
      >
        {category && <input type="hidden" name="category" value={category} />}
        <div className="flex grow flex-col gap-4 p-4 sm:p-6">
          <div className="grid grid-cols-2 gap-4 lg:grid-cols-[2fr_1fr_1fr]">
            <div className="col-span-2 lg:col-span-1">
              <Field
                name="search"
                type="search"
                label={t('search')}
                placeholder={t('searchHint')}
                defaultValue={search}
                maxLength={100}
              />
            </div>
            <Field name="from" type="date" max={lastDay} label={t('from')} defaultValue={from} />
            <Field name="to" type="date" max={lastDay} label={t('to')} defaultValue={to} />
          </div>
          <details open={Boolean(city || minPrice || maxPrice)} className="group">
            <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm font-semibold text-accent-ink underline decoration-1 underline-offset-4">
              {t('moreFilters')}
            </summary>
            <div className="mt-2 grid grid-cols-2 gap-4 lg:grid-cols-[2fr_1fr_1fr]">
              <div className="col-span-2 lg:col-span-1">
                <Field
                  name="city"
                  label={t('city')}
                  defaultValue={city}
                  maxLength={100}
                  autoComplete="address-level2"
                />
              </div>
              <Field
                name="minPrice"
                inputMode="decimal"
                label={t('minPrice')}
                defaultValue={minPrice}
                autoComplete="off"
              />
              <Field
                name="maxPrice"
                inputMode="decimal"
                label={t('maxPrice')}
                defaultValue={maxPrice}
                autoComplete="off"
              />
            </div>
          </details>
        </div>
        <div className="card-tear card-perforated flex items-center justify-center shrink-0 px-4 md:stub-tear md:stub-perforated md:h-auto md:px-6">
          <Button type="submit" worksWithoutScript wide>
            {t('submit')}
          </Button>
        </div>
      </form>
    </search>
  );
}
