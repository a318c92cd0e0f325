import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { nextCursor } from '@/api/link-header.ts';
import { readSagas } from '@/features/console/api/server.ts';
import { LiveRefresh } from '@/features/console/live-refresh.tsx';
import type { PageQuery } from '@/features/console/logic/letter-filter.ts';
import { requireOperator } from '@/features/console/logic/require-operator.ts';
import { sagaFilterIn, sagasPath } from '@/features/console/logic/saga-filter.ts';
import { PageTitle } from '@/features/console/page-title.tsx';
import { Pager } from '@/features/console/pager.tsx';
import { SagaFilterForm } from '@/features/console/saga-filter-form.tsx';
import { SagaTable } from '@/features/console/saga-table.tsx';
import { Nothing } from '@/features/console/section.tsx';
import { StuckSagas } from '@/features/console/stuck-sagas.tsx';
import { Unavailable } from '@/features/console/unavailable.tsx';

const refreshMs = 5_000;
const pageSize = 50;
const mostStuck = 20;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ops.sagas'))('title') };
}

/** Sagas, newest first; on the first page, the stuck ones are above the others. */
export default async function SagasPage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const query = await searchParams;
  const filter = sagaFilterIn(query);
  const cursor = typeof query.cursor === 'string' ? query.cursor : undefined;
  const path = sagasPath(filter, cursor);
  await requireOperator(path);
  const isMixed = !filter.status && !cursor;
  const [answer, stuck, t] = await Promise.all([
    readSagas({ ...filter, limit: pageSize, cursor }),
    isMixed ? readSagas({ ...filter, status: 'stuck', limit: mostStuck }) : null,
    getTranslations('ops.sagas'),
  ]);
  const now = Date.now();
  const alarming = stuck?.ok ? stuck.value : [];
  const others = answer.ok ? answer.value.filter(({ id }) => alarming.every((saga) => saga.id !== id)) : [];
  const next = answer.ok ? nextCursor(answer.headers.get('link')) : null;
  return (
    <>
      <PageTitle title={t('title')} actions={!cursor && <LiveRefresh everyMs={refreshMs} />} />
      <div className="flex flex-col gap-6">
        <SagaFilterForm filter={filter} />
        {answer.ok ? (
          <>
            <StuckSagas
              sagas={alarming}
              all={
                stuck?.ok && nextCursor(stuck.headers.get('link')) ? sagasPath({ ...filter, status: 'stuck' }) : null
              }
              now={now}
            />
            {others.length > 0 && <SagaTable label={t('table')} sagas={others} now={now} />}
            {answer.value.length === 0 && (
              <Nothing>{Object.keys(filter).length > 0 ? t('noneFound') : t('none')}</Nothing>
            )}
            <Pager first={cursor ? sagasPath(filter) : null} next={next && sagasPath(filter, next)} />
          </>
        ) : (
          <Unavailable problem={answer.problem} path={path} what="sagas" />
        )}
      </div>
    </>
  );
}
