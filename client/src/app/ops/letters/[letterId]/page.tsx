import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { readLetter } from '@/features/console/api/server.ts';
import { CodeBlock } from '@/features/console/code.tsx';
import { DecodedValue, Headers, RawBytes } from '@/features/console/letter-content.tsx';
import { LetterFacts } from '@/features/console/letter-facts.tsx';
import { LetterState } from '@/features/console/letter-state.tsx';
import { LiveRefresh } from '@/features/console/live-refresh.tsx';
import { requireOperator } from '@/features/console/logic/require-operator.ts';
import { PageTitle } from '@/features/console/page-title.tsx';
import { ResendTable } from '@/features/console/resend-table.tsx';
import { Section } from '@/features/console/section.tsx';
import { SelectionActions } from '@/features/console/selection-actions.tsx';
import { UnavailablePage } from '@/features/console/unavailable.tsx';
import { ButtonLink } from '@/ui/button.tsx';

interface LetterPageProps {
  params: Promise<{ letterId: string }>;
}

const refreshMs = 2_000;

export async function generateMetadata({ params }: LetterPageProps): Promise<Metadata> {
  const [{ letterId }, t] = await Promise.all([params, getTranslations('ops.letter')]);
  return { title: t('title', { id: letterId }) };
}

/** A letter's details and actions. */
export default async function LetterPage({ params }: LetterPageProps) {
  const { letterId } = await params;
  const path = `/ops/letters/${encodeURIComponent(letterId)}`;
  await requireOperator(path);
  const [answer, t] = await Promise.all([readLetter(letterId), getTranslations('ops.letter')]);
  if (!answer.ok) return <UnavailablePage problem={answer.problem} path={path} />;
  const letter = answer.value;
  const now = Date.now();
  const { actions } = letter;
  const { error } = letter;
  return (
    <>
      <PageTitle
        title={error.code}
        lead={`${error.class}: ${error.message}`}
        actions={
          <>
            <LetterState state={letter.state} failedAgain={letter.failedAgain} />
            {letter.state === 'replaying' && <LiveRefresh everyMs={refreshMs} />}
            {actions.includes('edit') && (
              <ButtonLink look="plain" size="small" href={`${path}/edit`}>
                {t('edit')}
              </ButtonLink>
            )}
            <SelectionActions
              selection={{ ids: [letter.id] }}
              about={error.code}
              actions={actions.filter((action) => action !== 'edit')}
            />
          </>
        }
      />
      <div className="grid grid-cols-1 gap-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-8">
          <DecodedValue title={t('value')} content={letter.content} schema={letter.schema} />
          {error.stack && (
            <Section title={t('stack')}>
              <CodeBlock label={t('stack')}>{error.stack}</CodeBlock>
            </Section>
          )}
          <RawBytes value={letter.raw.value} />
          <Headers headers={letter.headers} />
        </div>
        <div className="flex min-w-0 flex-col gap-8 max-lg:order-first">
          <Section title={t('facts')}>
            <LetterFacts letter={letter} now={now} />
          </Section>
          {letter.resends.length > 0 && (
            <Section title={t('resends')}>
              <ResendTable resends={letter.resends} now={now} />
            </Section>
          )}
        </div>
      </div>
    </>
  );
}
