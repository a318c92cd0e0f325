import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { EditForm } from '../../../../../components/ops/edit-form.tsx';
import { DecodedValue, RawBytes } from '../../../../../components/ops/letter-content.tsx';
import { PageTitle } from '../../../../../components/ops/page-title.tsx';
import { UnavailablePage } from '../../../../../components/ops/unavailable.tsx';
import { textOf } from '../../../../../lib/ops/edited-value.ts';
import { actionsOf } from '../../../../../lib/ops/letter-actions.ts';
import { requireOperator } from '../../../../../lib/ops/require-operator.ts';
import { readLetter } from '../../../../../lib/ops/server.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ops.edit'))('title') };
}

/** Another value for a letter, beside what came. */
export default async function EditLetterPage({ params }: { params: Promise<{ letterId: string }> }) {
  const { letterId } = await params;
  const letterPath = `/ops/letters/${encodeURIComponent(letterId)}`;
  await requireOperator(`${letterPath}/edit`);
  const [answer, t] = await Promise.all([readLetter(letterId), getTranslations('ops.edit')]);
  if (!answer.ok) return <UnavailablePage problem={answer.problem} path={`${letterPath}/edit`} />;
  const letter = answer.value;
  if (!actionsOf(letter, Date.now()).includes('edit')) redirect(letterPath);
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
