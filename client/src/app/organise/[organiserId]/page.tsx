import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireUser } from '@/features/account/require-user.ts';
import { readCrewMembers, readOwnOrganisers, readVenues } from '@/features/organising/api/server.ts';
import { CrewList } from '@/features/organising/crew-list.tsx';
import { maySell, roleIn } from '@/features/organising/may-sell.ts';
import { MemberList } from '@/features/organising/member-list.tsx';
import { OrganiseHeader } from '@/features/organising/organise-header.tsx';
import { pageOfProblem } from '@/features/organising/read-or-leave.tsx';
import { VenueList } from '@/features/organising/venue-list.tsx';
import { ClientMessages } from '@/site/client-messages.tsx';
import { newPerformancePath, newVenuePath, organisePath, organiserPath } from '@/site/paths.ts';
import { ButtonLink } from '@/ui/button.tsx';

interface OrganiserPageProps {
  params: Promise<{ organiserId: string }>;
}

export async function generateMetadata({ params }: OrganiserPageProps): Promise<Metadata> {
  const [{ organiserId }, answer, t] = await Promise.all([params, readOwnOrganisers(), getTranslations('organise')]);
  return { title: (answer.ok && answer.value.find(({ id }) => id === organiserId)?.name) || t('title') };
}

export default async function OrganiserPage({ params }: OrganiserPageProps) {
  const { organiserId } = await params;
  const path = organiserPath(organiserId);
  const user = await requireUser(path);
  const [organisers, venues, t] = await Promise.all([
    readOwnOrganisers(),
    readVenues(organiserId),
    getTranslations('organise'),
  ]);
  if (!organisers.ok) return pageOfProblem(organisers.problem, path);
  const organiser = organisers.value.find(({ id }) => id === organiserId);
  if (!organiser) notFound();
  if (!venues.ok) return pageOfProblem(venues.problem, path);
  const role = roleIn(organiser, user.id);
  const canSell = maySell(role);
  const crew = canSell ? await readCrewMembers(organiserId) : null;
  return (
    <>
      <OrganiseHeader
        title={organiser.name}
        back={{ href: organisePath, text: t('title') }}
        actions={
          canSell && (
            <>
              {venues.value.length > 0 && (
                <ButtonLink href={newPerformancePath(organiserId)}>{t('performance.new')}</ButtonLink>
              )}
              <ButtonLink look={venues.value.length > 0 ? 'plain' : 'primary'} href={newVenuePath(organiserId)}>
                {t('venue.new')}
              </ButtonLink>
            </>
          )
        }
      />
      <div className="flex max-w-3xl flex-col gap-10">
        <section aria-labelledby="venues" className="flex flex-col gap-4">
          <h2 id="venues" className="display text-2xl">
            {t('venues')}
          </h2>
          {venues.value.length === 0 ? (
            <p className="text-muted">{t('noVenues')}</p>
          ) : (
            <VenueList venues={venues.value} isEditable={canSell} />
          )}
        </section>
        {crew?.ok && (
          <section aria-labelledby="crew" className="flex flex-col gap-4">
            <h2 id="crew" className="display text-2xl">
              {t('crew.title')}
            </h2>
            <p className="text-muted">{t('crew.text')}</p>
            <ClientMessages namespaces={['organise', 'problems']}>
              <CrewList organiserId={organiserId} crew={crew.value} />
            </ClientMessages>
          </section>
        )}
        <section aria-labelledby="members" className="flex flex-col gap-4">
          <h2 id="members" className="display text-2xl">
            {t('members.title')}
          </h2>
          <p className="text-muted">{t(role === 'owner' ? 'members.text' : 'members.textMember')}</p>
          <ClientMessages namespaces={['organise', 'problems']}>
            <MemberList organiser={organiser} userId={user.id} isOwner={role === 'owner'} />
          </ClientMessages>
        </section>
      </div>
    </>
  );
}
