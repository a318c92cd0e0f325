import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { readSaga } from '@/features/console/api/server.ts';
import { Code, CodeBlock } from '@/features/console/code.tsx';
import { CopyButton } from '@/features/console/copy-button.tsx';
import { LiveRefresh } from '@/features/console/live-refresh.tsx';
import { requireOperator } from '@/features/console/logic/require-operator.ts';
import { isOver } from '@/features/console/logic/saga-actions.ts';
import { PageTitle } from '@/features/console/page-title.tsx';
import { SagaActions } from '@/features/console/saga-actions.tsx';
import { SagaAlarm } from '@/features/console/saga-alarm.tsx';
import { SagaFacts } from '@/features/console/saga-facts.tsx';
import { SagaState } from '@/features/console/saga-state.tsx';
import { SagaSteps } from '@/features/console/saga-steps.tsx';
import { SagaTimeline } from '@/features/console/saga-timeline.tsx';
import { Folded, Section } from '@/features/console/section.tsx';
import { UnavailablePage } from '@/features/console/unavailable.tsx';

interface SagaPageProps {
  params: Promise<{ sagaId: string }>;
}

const refreshMs = 2_000;

export async function generateMetadata({ params }: SagaPageProps): Promise<Metadata> {
  const [{ sagaId }, t] = await Promise.all([params, getTranslations('ops.saga')]);
  return { title: t('title', { id: sagaId }) };
}

/** A saga: how far it is, what has happened, and what an operator can do. */
export default async function SagaPage({ params }: SagaPageProps) {
  const { sagaId } = await params;
  const path = `/ops/sagas/${encodeURIComponent(sagaId)}`;
  await requireOperator(path);
  const [answer, t] = await Promise.all([readSaga(sagaId), getTranslations('ops.saga')]);
  if (!answer.ok) return <UnavailablePage problem={answer.problem} path={path} what="sagas" />;
  const saga = answer.value;
  const { id, status, actions, error, diagram, steps, step, timeline } = saga;
  return (
    <>
      <PageTitle
        title={saga.definition}
        lead={<Code>{id}</Code>}
        actions={
          <>
            <SagaState status={status} />
            {!isOver(status) && <LiveRefresh everyMs={refreshMs} />}
          </>
        }
      />
      <div className="flex flex-col gap-8">
        <SagaAlarm saga={saga} />
        <SagaActions saga={{ id, status, actions, error, diagram, steps }} />
        <Section title={t('steps')}>
          <SagaSteps steps={steps} current={step} />
          {diagram && (
            <Folded title={t('mermaid')}>
              <div className="flex flex-col gap-3">
                <CopyButton text={diagram} about={t('mermaid')} />
                <CodeBlock label={t('mermaid')}>{diagram}</CodeBlock>
              </div>
            </Folded>
          )}
        </Section>
        <div className="grid grid-cols-1 gap-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <Section title={t('timeline')}>
            <SagaTimeline timeline={timeline} />
          </Section>
          <div className="max-lg:order-first">
            <Section title={t('facts')}>
              <SagaFacts saga={saga} now={Date.now()} />
            </Section>
          </div>
        </div>
        <Folded title={t('raw')}>
          <CodeBlock label={t('raw')}>{JSON.stringify(saga, null, 2)}</CodeBlock>
        </Folded>
      </div>
    </>
  );
}
