import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Moment } from '@/features/console/age.tsx';
import { readReplay } from '@/features/console/api/server.ts';
import { Code } from '@/features/console/code.tsx';
import { Facts } from '@/features/console/facts.tsx';
import { requireOperator } from '@/features/console/logic/require-operator.ts';
import { PageTitle } from '@/features/console/page-title.tsx';
import { ReplayProgress } from '@/features/console/replay-progress.tsx';
import { SelectionText } from '@/features/console/selection-text.tsx';
import { UnavailablePage } from '@/features/console/unavailable.tsx';

interface ReplayPageProps {
  params: Promise<{ replayId: string }>;
}

export async function generateMetadata({ params }: ReplayPageProps): Promise<Metadata> {
  const [{ replayId }, t] = await Promise.all([params, getTranslations('ops.replay')]);
  return { title: t('title', { id: replayId }) };
}

/** A replay's progress and its operator. */
export default async function ReplayPage({ params }: ReplayPageProps) {
  const { replayId } = await params;
  const path = `/ops/replays/${encodeURIComponent(replayId)}`;
  await requireOperator(path);
  const [answer, t] = await Promise.all([readReplay(replayId), getTranslations('ops')]);
  if (!answer.ok) return <UnavailablePage problem={answer.problem} path={path} />;
  const replay = answer.value;
  const now = Date.now();
  return (
    <>
      <PageTitle title={t(`replays.kinds.${replay.kind}`)} lead={<Code>{replay.id}</Code>} />
      <div className="flex flex-col gap-8">
        <ReplayProgress key={replay.id} replay={replay} />
        <Facts
          facts={[
            { name: t('replay.operator'), value: replay.operator.email },
            { name: t('replay.reason'), value: replay.reason },
            { name: t('replay.selection'), value: <SelectionText selection={replay.selection} /> },
            { name: t('replay.rate'), value: t('replay.perSecond', { count: replay.ratePerSecond }) },
            ...(replay.skip ? [{ name: t('replay.skip'), value: <Code>{replay.skip}</Code> }] : []),
            { name: t('replay.begun'), value: <Moment of={replay.createdAt} now={now} /> },
            { name: t('replay.ended'), value: replay.endedAt && <Moment of={replay.endedAt} now={now} /> },
            ...(replay.cancelledBy ? [{ name: t('replay.cancelledBy'), value: replay.cancelledBy.email }] : []),
          ]}
        />
      </div>
    </>
  );
}
