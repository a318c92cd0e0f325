import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireUser } from '@/features/account/require-user.ts';
import { readOwnOrganisers, readVenue } from '@/features/organising/api/server.ts';
import { CrewNeedsForm } from '@/features/organising/crew-needs-form.tsx';
import { maySell, roleIn } from '@/features/organising/may-sell.ts';
import { OrganiseHeader } from '@/features/organising/organise-header.tsx';
import { pageOfProblem } from '@/features/organising/read-or-leave.tsx';
import { VenueForm } from '@/features/organising/venue-form.tsx';
import { ClientMessages } from '@/site/client-messages.tsx';
import { organiserPath, venuePath } from '@/site/paths.ts';

interface VenuePageProps {
  params: Promise<{ venueId: string }>;
}

export async function generateMetadata({ params }: VenuePageProps): Promise<Metadata> {
  const [answer, t] = await Promise.all([readVenue((await params).venueId), getTranslations('organise.venue')]);
  return { title: answer.ok ? answer.value.name : t('title') };
}

export default async function VenuePage({ params }: VenuePageProps) {
  const { venueId } = await params;
  const path = venuePath(venueId);
  const user = await requireUser(path);
  const [answer, organisers, t] = await Promise.all([
    readVenue(venueId),
    readOwnOrganisers(),
    getTranslations('organise'),
  ]);
  if (!answer.ok) return pageOfProblem(answer.problem, path);
  if (!organisers.ok) return pageOfProblem(organisers.problem, path);
  const { organiserId, name, place, seatMap, seatMapVersion, crewNeeds } = answer.value;
  const organiser = organisers.value.find(({ id }) => id === organiserId);
  if (!organiser || !maySell(roleIn(organiser, user.id))) notFound();
  return (
    <>
      <OrganiseHeader title={name} back={{ href: organiserPath(organiserId), text: organiser.name }}>
        <p className="figures text-lg text-muted">
          {place.name} · {t('venue.version', { version: seatMapVersion })}
        </p>
      </OrganiseHeader>
      <ClientMessages namespaces={['organise', 'event', 'problems']}>
        <VenueForm
          key={seatMapVersion}
          userId={user.id}
          organiserId={organiserId}
          venue={{ id: venueId, seatMap }}
          backPath={organiserPath(organiserId)}
        />
        <section aria-labelledby="crew-needs" className="mt-10 flex flex-col gap-4">
          <h2 id="crew-needs" className="display text-2xl">
            {t('crew.needsTitle')}
          </h2>
          <p className="max-w-3xl text-muted">{t('crew.needsText')}</p>
          <CrewNeedsForm venueId={venueId} needs={crewNeeds} />
        </section>
      </ClientMessages>
    </>
  );
}
