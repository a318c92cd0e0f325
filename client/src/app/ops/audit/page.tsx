import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AuditTable } from '../../../components/ops/audit-table.tsx';
import { PageTitle } from '../../../components/ops/page-title.tsx';
import { Pager } from '../../../components/ops/pager.tsx';
import { Nothing } from '../../../components/ops/section.tsx';
import { UnavailablePage } from '../../../components/ops/unavailable.tsx';
import { nextCursor } from '../../../lib/link-header.ts';
import { type PageQuery, pathWith } from '../../../lib/ops/letter-filter.ts';
import { requireOperator } from '../../../lib/ops/require-operator.ts';
import { readAudit } from '../../../lib/ops/server.ts';

const PATH = '/ops/audit';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ops.audit'))('title') };
}

/** Who did what, when and why. */
export default async function AuditPage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const { cursor: given } = await searchParams;
  const cursor = typeof given === 'string' ? given : undefined;
  const path = pathWith(PATH, {}, { cursor });
  await requireOperator(path);
  const [answer, t] = await Promise.all([
    readAudit(new URLSearchParams(cursor ? { cursor } : {})),
    getTranslations('ops.audit'),
  ]);
  if (!answer.ok) return <UnavailablePage problem={answer.problem} path={path} />;
  const next = nextCursor(answer.headers.get('link'));
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')} />
      <div className="flex flex-col gap-4">
        {answer.value.length > 0 ? <AuditTable entries={answer.value} /> : <Nothing>{t('none')}</Nothing>}
        <Pager first={cursor ? PATH : null} next={next && pathWith(PATH, {}, { cursor: next })} />
      </div>
    </>
  );
}
