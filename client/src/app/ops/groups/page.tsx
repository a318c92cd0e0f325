import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { FilterForm } from '../../../components/ops/filter-form.tsx';
import { GroupTable } from '../../../components/ops/group-table.tsx';
import { PageTitle } from '../../../components/ops/page-title.tsx';
import { Nothing } from '../../../components/ops/section.tsx';
import { Unavailable } from '../../../components/ops/unavailable.tsx';
import { ChipLink } from '../../../components/ui/chip.tsx';
import { filterChoices } from '../../../lib/ops/filter-choices.ts';
import { apiQueryOf, filterIn, type PageQuery, pathWith, unreadableFields } from '../../../lib/ops/letter-filter.ts';
import { requireOperator } from '../../../lib/ops/require-operator.ts';
import { readDeadLetterTopics, readGroups } from '../../../lib/ops/server.ts';

const PATH = '/ops/groups';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ops.groups'))('title') };
}

/** Letters by what they have in common: error, consumer, topic, and the schema if wanted. */
export default async function GroupsPage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const query = await searchParams;
  const filter = filterIn(query);
  const bySchema = query.by === 'schema';
  const by = bySchema ? 'schema' : undefined;
  const path = pathWith(PATH, filter, { by });
  await requireOperator(path);
  const now = Date.now();
  const asked = new URLSearchParams([...apiQueryOf(filter, now), ...(by ? [['by', by]] : [])]);
  const [groups, topics, t] = await Promise.all([
    readGroups(asked),
    readDeadLetterTopics(),
    getTranslations('ops.groups'),
  ]);
  return (
    <>
      <PageTitle
        title={t('title')}
        actions={
          <>
            <ChipLink href={pathWith(PATH, filter)} isCurrent={!bySchema}>
              {t('byError')}
            </ChipLink>
            <ChipLink href={pathWith(PATH, filter, { by: 'schema' })} isCurrent={bySchema}>
              {t('bySchema')}
            </ChipLink>
          </>
        }
      />
      <div className="flex flex-col gap-6">
        <FilterForm
          path={PATH}
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
