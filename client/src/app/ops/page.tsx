import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { readDeadLetterTopics, readReplays } from '@/features/console/api/server.ts';
import { DeadLetterTopicTable } from '@/features/console/dead-letter-topic-table.tsx';
import { LagTables } from '@/features/console/lag-tables.tsx';
import { LiveRefresh } from '@/features/console/live-refresh.tsx';
import { requireOperator } from '@/features/console/logic/require-operator.ts';
import { PageTitle } from '@/features/console/page-title.tsx';
import { ReplayTable } from '@/features/console/replay-table.tsx';
import { Nothing, Section } from '@/features/console/section.tsx';
import { TableSkeleton } from '@/features/console/table-skeleton.tsx';
import { UnavailablePage } from '@/features/console/unavailable.tsx';
import { PageLink } from '@/ui/page-link.tsx';

const refreshMs = 5_000;
const latest = { limit: 5 };

/** Everything that is waiting. The lag is streamed in later, because it needs a query to the broker. */
export default async function OverviewPage() {
  await requireOperator('/ops');
  const [topics, replays, t] = await Promise.all([readDeadLetterTopics(), readReplays(latest), getTranslations('ops')]);
  const now = Date.now();
  if (!topics.ok) return <UnavailablePage problem={topics.problem} path="/ops" />;
  return (
    <>
      <PageTitle title={t('title')} actions={<LiveRefresh everyMs={refreshMs} />} />
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
