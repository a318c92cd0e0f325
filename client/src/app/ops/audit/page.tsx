import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { nextCursor } from '@/api/link-header.ts';
import { readAudit } from '@/features/console/api/server.ts';
import { AuditTable } from '@/features/console/audit-table.tsx';
import { type PageQuery, pathWith } from '@/features/console/logic/letter-filter.ts';
import { requireOperator } from '@/features/console/logic/require-operator.ts';
import { PageTitle } from '@/features/console/page-title.tsx';
import { Pager } from '@/features/console/pager.tsx';
import { Nothing } from '@/features/console/section.tsx';
import { UnavailablePage } from '@/features/console/unavailable.tsx';

const pagePath = '/ops/audit';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ops.audit'))('title') };
}

/** Who did what, when and why. */
export default async function AuditPage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const { cursor: given } = await searchParams;
  const cursor = typeof given === 'string' ? given : undefined;
  const path = pathWith(pagePath, {}, { cursor });
  await requireOperator(path);
  const [answer, t] = await Promise.all([readAudit({ cursor }), getTranslations('ops.audit')]);
  if (!answer.ok) return <UnavailablePage problem={answer.problem} path={path} />;
  const next = nextCursor(answer.headers.get('link'));
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')} />
      <div className="flex flex-col gap-4">
        {answer.value.length > 0 ? <AuditTable entries={answer.value} /> : <Nothing>{t('none')}</Nothing>}
        <Pager first={cursor ? pagePath : null} next={next && pathWith(pagePath, {}, { cursor: next })} />
      </div>
    </>
  );
}
