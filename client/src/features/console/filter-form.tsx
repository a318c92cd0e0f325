'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { Button } from '@/ui/button.tsx';
import { Field, Select } from '@/ui/field.tsx';
import { PageLink } from '@/ui/page-link.tsx';
import { type FilterField, filterIn, type LetterFilter, pathWith, stateChoices } from './logic/letter-filter.ts';
import { Folded } from './section.tsx';

interface FilterFormProps {
  /** The filtered page. */
  path: string;
  filter: LetterFilter;
  groups: string[];
  topics: string[];
  /** Other parameters of the page, which are kept. */
  kept?: Record<string, string | undefined>;
  unreadable: FilterField[];
}

/** Rarely used fields; expanded when the filter uses one. */
const details: FilterField[] = ['group', 'topic', 'errorCode', 'since', 'until'];

/** The filter. It is part of the address, so that it can be shared; works without script. */
export function FilterForm({ path, filter, groups, topics, kept = {}, unreadable }: FilterFormProps) {
  const t = useTranslations('ops.filter');
  const router = useRouter();
  const search = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = Object.fromEntries(
      [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]),
    );
    // A native submit would add the names of empty fields to the address.
    router.push(pathWith(path, filterIn(typed), kept));
  };
  return (
    // The key resets the fields when a link changes the filter.
    <search key={pathWith(path, filter)} aria-label={t('title')}>
      <form
        action={path}
        method="get"
        onSubmit={search}
        className="flex flex-col gap-2 rounded-card border border-line bg-card px-4 pt-4 pb-2"
      >
        {Object.entries(kept).map(
          ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
        )}
        {filter.schemaId && <input type="hidden" name="schemaId" value={filter.schemaId} />}
        <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
          <div className="min-w-full grow sm:min-w-72">
            <Field
              name="search"
              type="search"
              label={t('search')}
              placeholder={t('searchHint')}
              defaultValue={filter.search}
              maxLength={200}
            />
          </div>
          <div className="grow sm:max-w-56">
            <Select name="state" label={t('state')} defaultValue={filter.state ?? ''}>
              <option value="">{t('waiting')}</option>
              {stateChoices.map((state) => (
                <option key={state} value={state}>
                  {t(`states.${state}`)}
                </option>
              ))}
            </Select>
          </div>
          <Button type="submit" worksWithoutScript>
            {t('submit')}
          </Button>
        </div>
        <Folded title={t('more')} isOpen={details.some((field) => filter[field])}>
          <FilterDetails filter={filter} groups={groups} topics={topics} unreadable={unreadable} />
        </Folded>
        {Object.keys(filter).length > 0 && (
          <p className="flex flex-wrap items-center gap-x-4 text-sm text-muted">
            {filter.schemaId && t('schema', { id: filter.schemaId })}
            <PageLink
              href={pathWith(path, {}, kept)}
              className="inline-flex min-h-11 items-center underline decoration-line underline-offset-4 hover:text-ink"
            >
              {t('clear')}
            </PageLink>
          </p>
        )}
      </form>
    </search>
  );
}

function FilterDetails({ filter, groups, topics, unreadable }: Omit<FilterFormProps, 'path' | 'kept'>) {
  const t = useTranslations('ops.filter');
  const momentError = (field: FilterField) => (unreadable.includes(field) ? t('unreadableMoment') : undefined);
  const typed = { autoComplete: 'off', spellCheck: false };
  const moment = { ...typed, placeholder: t('momentHint') };
  return (
    <div className="grid grid-cols-1 gap-x-4 gap-y-3 pt-1 pb-2 sm:grid-cols-2 lg:grid-cols-3">
      <Choice name="group" filter={filter} options={groups} />
      <Choice name="topic" filter={filter} options={topics} />
      <Field name="errorCode" label={t('error')} defaultValue={filter.errorCode} maxLength={200} {...typed} />
      <Field name="since" label={t('since')} defaultValue={filter.since} error={momentError('since')} {...moment} />
      <Field name="until" label={t('until')} defaultValue={filter.until} error={momentError('until')} {...moment} />
    </div>
  );
}

function Choice({ name, filter, options }: { name: 'group' | 'topic'; filter: LetterFilter; options: string[] }) {
  const t = useTranslations('ops.filter');
  return (
    <Select name={name} label={t(name)} defaultValue={filter[name] ?? ''}>
      <option value="">{t('any')}</option>
      {options.map((option) => (
        <option key={option}>{option}</option>
      ))}
    </Select>
  );
}
