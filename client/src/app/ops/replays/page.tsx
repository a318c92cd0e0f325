import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { nextCursor } from '@/api/link-header.ts';
import { readReplays } from '@/features/console/api/server.ts';
import { LiveRefresh } from '@/features/console/live-refresh.tsx';
import { type PageQuery, pathWith } from '@/features/console/logic/letter-filter.ts';
import { requireOperator } from '@/features/console/logic/require-operator.ts';
import { PageTitle } from '@/features/console/page-title.tsx';
import { Pager } from '@/features/console/pager.tsx';
import { ReplayTable } from '@/features/console/replay-table.tsx';
import { Nothing } from '@/features/console/section.tsx';
import { UnavailablePage } from '@/features/console/unavailable.tsx';

const pagePath = '/ops/replays';
const refreshMs = 5_000;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ops.replays'))('title') };
}

/** Replays, newest first. */
export default async function ReplaysPage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const { cursor: given } = await searchParams;
  const cursor = typeof given === 'string' ? given : undefined;
  const path = pathWith(pagePath, {}, { cursor });
  await requireOperator(path);
  const [answer, t] = await Promise.all([readReplays({ cursor }), getTranslations('ops.replays')]);
  if (!answer.ok) return <UnavailablePage problem={answer.problem} path={path} />;
  const next = nextCursor(answer.headers.get('link'));
  return (
    <>
      <PageTitle title={t('title')} actions={!cursor && <LiveRefresh everyMs={refreshMs} />} />
      <div className="flex flex-col gap-4">
        {answer.value.length > 0 ? (
          <ReplayTable replays={answer.value} now={Date.now()} />
        ) : (
          <Nothing>{t('none')}</Nothing>
        )}
        <Pager first={cursor ? pagePath : null} next={next && pathWith(pagePath, {}, { cursor: next })} />
      </div>
    </>
  );
}
