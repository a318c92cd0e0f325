import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { readLetter } from '@/features/console/api/server.ts';
import { EditForm } from '@/features/console/edit-form.tsx';
import { DecodedValue, RawBytes } from '@/features/console/letter-content.tsx';
import { textOf } from '@/features/console/logic/edited-value.ts';
import { requireOperator } from '@/features/console/logic/require-operator.ts';
import { PageTitle } from '@/features/console/page-title.tsx';
import { UnavailablePage } from '@/features/console/unavailable.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ops.edit'))('title') };
}

/** Edits a letter's value beside the original. */
export default async function EditLetterPage({ params }: { params: Promise<{ letterId: string }> }) {
  const { letterId } = await params;
  const letterPath = `/ops/letters/${encodeURIComponent(letterId)}`;
  await requireOperator(`${letterPath}/edit`);
  const [answer, t] = await Promise.all([readLetter(letterId), getTranslations('ops.edit')]);
  if (!answer.ok) return <UnavailablePage problem={answer.problem} path={`${letterPath}/edit`} />;
  const letter = answer.value;
  if (!letter.actions.includes('edit')) redirect(letterPath);
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead', { group: letter.group, topic: letter.topic })} />
      <div className="grid grid-cols-1 gap-8 lg:grid-cols-2">
        <EditForm letterId={letter.id} group={letter.group} text={textOf(letter.content)} />
        <div className="flex min-w-0 flex-col gap-8">
          <DecodedValue title={t('original')} content={letter.content} schema={letter.schema} />
          <RawBytes value={letter.raw.value} />
        </div>
      </div>
    </>
  );
}
