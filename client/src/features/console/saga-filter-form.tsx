'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { Button } from '@/ui/button.tsx';
import { Field, Select } from '@/ui/field.tsx';
import { PageLink } from '@/ui/page-link.tsx';
import { sagaDefinitions, sagaStatuses } from './api/schemas.ts';
import { type SagaFilter, sagaFilterIn, sagasPath } from './logic/saga-filter.ts';

/** The filter. It is part of the address, so that it can be shared; works without script. */
export function SagaFilterForm({ filter }: { filter: SagaFilter }) {
  const t = useTranslations('ops.filter');
  const words = useTranslations('ops.sagas');
  const router = useRouter();
  const search = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)] as const);
    // A native submit would add the names of empty fields to the address.
    router.push(sagasPath(sagaFilterIn(Object.fromEntries(typed))));
  };
  return (
    // The key resets the fields when a link changes the filter.
    <search key={sagasPath(filter)} aria-label={t('title')}>
      <form
        action={sagasPath()}
        method="get"
        onSubmit={search}
        className="flex flex-col gap-2 rounded-card border border-line bg-card px-4 py-4"
      >
        <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
          <div className="min-w-full grow sm:min-w-72">
            <Field
              name="search"
              type="search"
              label={t('search')}
              placeholder={words('searchHint')}
              defaultValue={filter.search}
              maxLength={100}
              autoComplete="off"
              spellCheck={false}
            />
          </div>
          <div className="grow sm:max-w-64">
            <Select name="definition" label={words('saga')} defaultValue={filter.definition ?? ''}>
              <option value="">{words('any')}</option>
              {sagaDefinitions.map((definition) => (
                <option key={definition}>{definition}</option>
              ))}
            </Select>
          </div>
          <div className="grow sm:max-w-64">
            <Select name="status" label={t('state')} defaultValue={filter.status ?? ''}>
              <option value="">{words('any')}</option>
              {sagaStatuses.map((status) => (
                <option key={status} value={status}>
                  {words(`states.${status}`)}
                </option>
              ))}
            </Select>
          </div>
          <Button type="submit" worksWithoutScript>
            {t('submit')}
          </Button>
        </div>
        {Object.keys(filter).length > 0 && (
          <PageLink
            href={sagasPath()}
            className="inline-flex min-h-11 items-center self-start text-sm text-muted underline decoration-line underline-offset-4 hover:text-ink"
          >
            {t('clear')}
          </PageLink>
        )}
      </form>
    </search>
  );
}
