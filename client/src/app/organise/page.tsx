import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { nextCursor } from '@/api/link-header.ts';
import { isRefusedWith } from '@/api/problem.ts';
import { requireUser } from '@/features/account/require-user.ts';
import { readOwnOrganisers, readOwnPerformances } from '@/features/organising/api/server.ts';
import { OrganiseHeader } from '@/features/organising/organise-header.tsx';
import { OrganiserForm } from '@/features/organising/organiser-form.tsx';
import { OrganiserList } from '@/features/organising/organiser-list.tsx';
import { PerformanceList } from '@/features/organising/performance-list.tsx';
import { pageOfProblem } from '@/features/organising/read-or-leave.tsx';
import { ClientMessages } from '@/site/client-messages.tsx';
import { newOrganiserPath, organisePath, withQuery } from '@/site/paths.ts';
import { ButtonLink } from '@/ui/button.tsx';
import { PageLinks } from '@/ui/page-links.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('organise'))('title') };
}

interface OrganiseProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function OrganisePage({ searchParams }: OrganiseProps) {
  const user = await requireUser(organisePath);
  const { cursor: given } = await searchParams;
  const cursor = typeof given === 'string' ? given : undefined;
  const [organisers, performances, t] = await Promise.all([
    readOwnOrganisers(),
    readOwnPerformances(cursor),
    getTranslations('organise'),
  ]);
  if (!organisers.ok) return pageOfProblem(organisers.problem, organisePath);
  if (!performances.ok) {
    // A mistyped or truncated address.
    if (cursor && isRefusedWith(performances.problem, 400)) redirect(organisePath);
    return pageOfProblem(performances.problem, organisePath);
  }
  if (organisers.value.length === 0) return <FirstOrganiser />;
  const next = nextCursor(performances.headers.get('link'));
  const names = new Map(organisers.value.map(({ id, name }) => [id, name]));
  return (
    <>
      <OrganiseHeader
        title={t('title')}
        actions={
          <ButtonLink look="plain" href={newOrganiserPath}>
            {t('organiser.another')}
          </ButtonLink>
        }
      />
      <div className="flex flex-col gap-10">
        <section aria-labelledby="organisers" className="flex flex-col gap-4">
          <h2 id="organisers" className="display text-2xl">
            {t('organisers')}
          </h2>
          <OrganiserList organisers={organisers.value} userId={user.id} />
        </section>
        <section aria-labelledby="performances" className="flex flex-col gap-4">
          <h2 id="performances" className="display text-2xl">
            {t('performances')}
          </h2>
          {performances.value.length === 0 ? (
            <p className="text-muted">{t('noPerformances')}</p>
          ) : (
            <PerformanceList
              label={t('performances')}
              performances={performances.value}
              organiserNames={names}
              now={new Date()}
            />
          )}
          <PageLinks
            label={t('pages')}
            first={cursor ? { href: organisePath, text: t('newest') } : undefined}
            next={next ? { href: withQuery(organisePath, { cursor: next }), text: t('older') } : undefined}
          />
        </section>
      </div>
    </>
  );
}

async function FirstOrganiser() {
  const t = await getTranslations('organise');
  return (
    <>
      <OrganiseHeader title={t('emptyTitle')}>
        <p className="max-w-2xl text-lg text-muted">{t('emptyText')}</p>
      </OrganiseHeader>
      <ClientMessages namespaces={['organise', 'problems']}>
        <OrganiserForm />
      </ClientMessages>
    </>
  );
}
