import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireUser } from '@/features/account/require-user.ts';
import { readPerformance } from '@/features/events/api/server.ts';
import { readOwnOrganisers, readVenues } from '@/features/organising/api/server.ts';
import { maySell, roleIn } from '@/features/organising/may-sell.ts';
import { OrganiseHeader } from '@/features/organising/organise-header.tsx';
import { PerformanceForm } from '@/features/organising/performance-form.tsx';
import { pageOfProblem } from '@/features/organising/read-or-leave.tsx';
import { ClientMessages } from '@/site/client-messages.tsx';
import { editPerformancePath, ownPerformancePath } from '@/site/paths.ts';

interface EditPageProps {
  params: Promise<{ performanceId: string }>;
}

export async function generateMetadata({ params }: EditPageProps): Promise<Metadata> {
  const [answer, t] = await Promise.all([
    readPerformance((await params).performanceId),
    getTranslations('organise.performance'),
  ]);
  return { title: answer.ok ? t('editTitleOf', { title: answer.value.title }) : t('editTitle') };
}

export default async function EditPerformancePage({ params }: EditPageProps) {
  const { performanceId } = await params;
  const path = editPerformancePath(performanceId);
  const user = await requireUser(path);
  const [answer, organisers, t] = await Promise.all([
    readPerformance(performanceId),
    readOwnOrganisers(),
    getTranslations('organise'),
  ]);
  if (!answer.ok) return pageOfProblem(answer.problem, path);
  if (!organisers.ok) return pageOfProblem(organisers.problem, path);
  const { organiserId, title, status } = answer.value;
  const organiser = organisers.value.find(({ id }) => id === organiserId);
  if (!organiser || !maySell(roleIn(organiser, user.id)) || status === 'cancelled') notFound();
  const venues = await readVenues(organiserId);
  if (!venues.ok) return pageOfProblem(venues.problem, path);
  return (
    <>
      <OrganiseHeader
        title={t('performance.editTitle')}
        back={{ href: ownPerformancePath(performanceId), text: title }}
      />
      <ClientMessages namespaces={['organise', 'fareClasses', 'problems']}>
        <PerformanceForm
          key={answer.headers.get('etag')}
          userId={user.id}
          organiserId={organiserId}
          venues={venues.value}
          edited={{ performance: answer.value, etag: answer.headers.get('etag') ?? '' }}
        />
      </ClientMessages>
    </>
  );
}
