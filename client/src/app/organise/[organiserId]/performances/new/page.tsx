import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireUser } from '@/features/account/require-user.ts';
import { readOwnOrganisers, readVenues } from '@/features/organising/api/server.ts';
import { maySell, roleIn } from '@/features/organising/may-sell.ts';
import { OrganiseHeader } from '@/features/organising/organise-header.tsx';
import { PerformanceForm } from '@/features/organising/performance-form.tsx';
import { pageOfProblem } from '@/features/organising/read-or-leave.tsx';
import { ClientMessages } from '@/site/client-messages.tsx';
import { MessagePage } from '@/site/message-page.tsx';
import { newPerformancePath, newVenuePath, organiserPath } from '@/site/paths.ts';
import { ButtonLink } from '@/ui/button.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('organise.performance'))('new') };
}

export default async function NewPerformancePage({ params }: { params: Promise<{ organiserId: string }> }) {
  const { organiserId } = await params;
  const path = newPerformancePath(organiserId);
  const user = await requireUser(path);
  const [organisers, venues, t] = await Promise.all([
    readOwnOrganisers(),
    readVenues(organiserId),
    getTranslations('organise'),
  ]);
  if (!organisers.ok) return pageOfProblem(organisers.problem, path);
  if (!venues.ok) return pageOfProblem(venues.problem, path);
  const organiser = organisers.value.find(({ id }) => id === organiserId);
  if (!organiser || !maySell(roleIn(organiser, user.id))) notFound();
  if (venues.value.length === 0) {
    const add = <ButtonLink href={newVenuePath(organiserId)}>{t('venue.new')}</ButtonLink>;
    return (
      <MessagePage title={t('performance.venueFirstTitle')} actions={add}>
        <p>{t('performance.venueFirstText')}</p>
      </MessagePage>
    );
  }
  return (
    <>
      <OrganiseHeader title={t('performance.new')} back={{ href: organiserPath(organiserId), text: organiser.name }} />
      <ClientMessages namespaces={['organise', 'fareClasses', 'problems']}>
        <PerformanceForm userId={user.id} organiserId={organiserId} venues={venues.value} />
      </ClientMessages>
    </>
  );
}
