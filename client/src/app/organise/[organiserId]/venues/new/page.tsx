import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireUser } from '@/features/account/require-user.ts';
import { readOwnOrganisers } from '@/features/organising/api/server.ts';
import { maySell, roleIn } from '@/features/organising/may-sell.ts';
import { OrganiseHeader } from '@/features/organising/organise-header.tsx';
import { pageOfProblem } from '@/features/organising/read-or-leave.tsx';
import { VenueForm } from '@/features/organising/venue-form.tsx';
import { ClientMessages } from '@/site/client-messages.tsx';
import { newVenuePath, organiserPath } from '@/site/paths.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('organise.venue'))('new') };
}

export default async function NewVenuePage({ params }: { params: Promise<{ organiserId: string }> }) {
  const { organiserId } = await params;
  const path = newVenuePath(organiserId);
  const user = await requireUser(path);
  const [organisers, t] = await Promise.all([readOwnOrganisers(), getTranslations('organise')]);
  if (!organisers.ok) return pageOfProblem(organisers.problem, path);
  const organiser = organisers.value.find(({ id }) => id === organiserId);
  if (!organiser || !maySell(roleIn(organiser, user.id))) notFound();
  return (
    <>
      <OrganiseHeader title={t('venue.new')} back={{ href: organiserPath(organiserId), text: organiser.name }} />
      <ClientMessages namespaces={['organise', 'event', 'problems']}>
        <VenueForm userId={user.id} organiserId={organiserId} backPath={organiserPath(organiserId)} />
      </ClientMessages>
    </>
  );
}
