import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { DeadLetterTopicTable } from '../../components/ops/dead-letter-topic-table.tsx';
import { LagTables } from '../../components/ops/lag-tables.tsx';
import { LiveRefresh } from '../../components/ops/live-refresh.tsx';
import { PageTitle } from '../../components/ops/page-title.tsx';
import { ReplayTable } from '../../components/ops/replay-table.tsx';
import { Nothing, Section } from '../../components/ops/section.tsx';
import { TableSkeleton } from '../../components/ops/table-skeleton.tsx';
import { UnavailablePage } from '../../components/ops/unavailable.tsx';
import { PageLink } from '../../components/ui/page-link.tsx';
import { requireOperator } from '../../lib/ops/require-operator.ts';
import { readDeadLetterTopics, readReplays } from '../../lib/ops/server.ts';

const REFRESH_MS = 5_000;
const LATEST = new URLSearchParams({ limit: '5' });

/** What waits, everywhere. The lag comes later than the rest: the broker is asked for it. */
export default async function OverviewPage() {
  await requireOperator('/ops');
  const [topics, replays, t] = await Promise.all([readDeadLetterTopics(), readReplays(LATEST), getTranslations('ops')]);
  const now = Date.now();
  if (!topics.ok) return <UnavailablePage problem={topics.problem} path="/ops" />;
  return (
    <>
      <PageTitle title={t('title')} actions={<LiveRefresh everyMs={REFRESH_MS} />} />
      <div className="flex flex-col gap-10">
        <Section title={t('topics.title')}>
          <DeadLetterTopicTable topics={topics.value} now={now} />
        </Section>
        <Suspense fallback={<TableSkeleton label={t('consumers.title')} />}>
          <LagTables />
        </Suspense>
        <Section
          title={t('replays.latest')}
          aside={
            <PageLink href="/ops/replays" className="underline underline-offset-4">
              {t('replays.all')}
            </PageLink>
          }
        >
          {replays.ok && replays.value.length > 0 ? (
            <ReplayTable replays={replays.value} now={now} />
          ) : (
            <Nothing>{t('replays.none')}</Nothing>
          )}
        </Section>
      </div>
    </>
  );
}
