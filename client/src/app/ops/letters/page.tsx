import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { nextCursor } from '@/api/link-header.ts';
import { readDeadLetterTopics, readGroups, readLetters } from '@/features/console/api/server.ts';
import { FilterForm } from '@/features/console/filter-form.tsx';
import { LetterTable } from '@/features/console/letter-table.tsx';
import { filterChoices } from '@/features/console/logic/filter-choices.ts';
import {
  apiQueryOf,
  filterIn,
  type PageQuery,
  pathWith,
  selectionOf,
  unreadableFields,
} from '@/features/console/logic/letter-filter.ts';
import { requireOperator } from '@/features/console/logic/require-operator.ts';
import { PageTitle } from '@/features/console/page-title.tsx';
import { Pager } from '@/features/console/pager.tsx';
import { Nothing } from '@/features/console/section.tsx';
import { Unavailable } from '@/features/console/unavailable.tsx';

const pagePath = '/ops/letters';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ops.letters'))('title') };
}

/** Letters, newest first. */
export default async function LettersPage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const query = await searchParams;
  const filter = filterIn(query);
  const cursor = typeof query.cursor === 'string' ? query.cursor : undefined;
  await requireOperator(pathWith(pagePath, filter, { cursor }));
  const now = Date.now();
  const apiQuery = apiQueryOf(filter, now);
  const exportQuery = new URLSearchParams({ ...apiQuery } as Record<string, string>);
  const [letters, groups, topics, t] = await Promise.all([
    readLetters({ ...apiQuery, cursor }),
    readGroups(apiQuery),
    readDeadLetterTopics(),
    getTranslations('ops.letters'),
  ]);
  const selection = selectionOf(filter, now);
  const next = letters.ok ? nextCursor(letters.headers.get('link')) : null;
  return (
    <>
      <PageTitle
        title={t('title')}
        actions={
          // A plain link, because the response is a file. Downloads are audited.
          <a
            href={`/api/ops/export?${exportQuery}`}
            download
            className="text-sm font-semibold underline decoration-line underline-offset-4 hover:text-accent-ink"
          >
            {t('export')}
          </a>
        }
      />
      <div className="flex flex-col gap-4">
        <FilterForm
          path={pagePath}
          filter={filter}
          {...filterChoices(topics)}
          unreadable={unreadableFields(filter, now)}
        />
        {letters.ok ? (
          <>
            {letters.value.length > 0 ? (
              <LetterTable
                letters={letters.value}
                now={now}
                all={
                  selection && groups.ok
                    ? { selection, count: groups.value.reduce((sum, { count }) => sum + count, 0) }
                    : null
                }
              />
            ) : (
              <Nothing>{Object.keys(filter).length > 0 ? t('noneFound') : t('none')}</Nothing>
            )}
            <Pager
              first={cursor ? pathWith(pagePath, filter) : null}
              next={next && pathWith(pagePath, filter, { cursor: next })}
            />
          </>
        ) : (
          <Unavailable problem={letters.problem} path={pathWith(pagePath, filter)} />
        )}
      </div>
    </>
  );
}
