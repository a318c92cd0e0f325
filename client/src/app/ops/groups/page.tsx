import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { readDeadLetterTopics, readGroups } from '@/features/console/api/server.ts';
import { FilterForm } from '@/features/console/filter-form.tsx';
import { GroupTable } from '@/features/console/group-table.tsx';
import { filterChoices } from '@/features/console/logic/filter-choices.ts';
import {
  apiQueryOf,
  filterIn,
  type PageQuery,
  pathWith,
  unreadableFields,
} from '@/features/console/logic/letter-filter.ts';
import { requireOperator } from '@/features/console/logic/require-operator.ts';
import { PageTitle } from '@/features/console/page-title.tsx';
import { Nothing } from '@/features/console/section.tsx';
import { Unavailable } from '@/features/console/unavailable.tsx';
import { ChipLink } from '@/ui/chip.tsx';

const pagePath = '/ops/groups';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ops.groups'))('title') };
}

/** Letters grouped by error, consumer and topic, and optionally by schema. */
export default async function GroupsPage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const query = await searchParams;
  const filter = filterIn(query);
  const bySchema = query.by === 'schema';
  const by = bySchema ? ('schema' as const) : undefined;
  const path = pathWith(pagePath, filter, { by });
  await requireOperator(path);
  const now = Date.now();
  const [groups, topics, t] = await Promise.all([
    readGroups({ ...apiQueryOf(filter, now), by }),
    readDeadLetterTopics(),
    getTranslations('ops.groups'),
  ]);
  return (
    <>
      <PageTitle
        title={t('title')}
        actions={
          <>
            <ChipLink href={pathWith(pagePath, filter)} isCurrent={!bySchema}>
              {t('byError')}
            </ChipLink>
            <ChipLink href={pathWith(pagePath, filter, { by: 'schema' })} isCurrent={bySchema}>
              {t('bySchema')}
            </ChipLink>
          </>
        }
      />
      <div className="flex flex-col gap-6">
        <FilterForm
          path={pagePath}
          filter={filter}
          kept={{ by }}
          {...filterChoices(topics)}
          unreadable={unreadableFields(filter, now)}
        />
        {!groups.ok && <Unavailable problem={groups.problem} path={path} />}
        {groups.ok && groups.value.length === 0 && (
          <Nothing>{Object.keys(filter).length > 0 ? t('noneFound') : t('none')}</Nothing>
        )}
        {groups.ok && groups.value.length > 0 && (
          <GroupTable groups={groups.value} filter={filter} bySchema={bySchema} now={now} />
        )}
      </div>
    </>
  );
}
