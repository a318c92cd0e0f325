import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireUser } from '@/features/account/require-user.ts';
import { readPerformance } from '@/features/events/api/server.ts';
import { hallSections } from '@/features/events/hall.ts';
import { PerformanceFacts } from '@/features/events/performance-facts.tsx';
import { saleStateOf } from '@/features/events/sale-state.ts';
import { SaleStatus } from '@/features/events/sale-status.tsx';
import type { PerformanceWithSeats } from '@/features/organising/api/schemas.ts';
import { readCrew, readCrewMembers, readOwnOrganisers, readRefunds } from '@/features/organising/api/server.ts';
import { CancellationSection } from '@/features/organising/cancellation-section.tsx';
import { CrewSection } from '@/features/organising/crew-section.tsx';
import { mayRefund, maySell, roleIn } from '@/features/organising/may-sell.ts';
import { OrganiseHeader } from '@/features/organising/organise-header.tsx';
import { pageOfProblem } from '@/features/organising/read-or-leave.tsx';
import { RefundSection } from '@/features/organising/refund-section.tsx';
import { SaleActions } from '@/features/organising/sale-actions.tsx';
import { SaleTerms } from '@/features/organising/sale-terms.tsx';
import { SalesSection } from '@/features/organising/sales-section.tsx';
import { ClientMessages } from '@/site/client-messages.tsx';
import { editPerformancePath, eventPath, organisePath, ownPerformancePath } from '@/site/paths.ts';
import { ButtonLink } from '@/ui/button.tsx';
import { Notice } from '@/ui/notice.tsx';

interface PerformancePageProps {
  params: Promise<{ performanceId: string }>;
}

export async function generateMetadata({ params }: PerformancePageProps): Promise<Metadata> {
  const [answer, t] = await Promise.all([readPerformance((await params).performanceId), getTranslations('organise')]);
  return { title: answer.ok ? answer.value.title : t('title') };
}

export default async function OwnPerformancePage({ params }: PerformancePageProps) {
  const { performanceId } = await params;
  const path = ownPerformancePath(performanceId);
  const user = await requireUser(path);
  const [answer, organisers, t] = await Promise.all([
    readPerformance(performanceId),
    readOwnOrganisers(),
    getTranslations('organise'),
  ]);
  if (!answer.ok) return pageOfProblem(answer.problem, path);
  if (!organisers.ok) return pageOfProblem(organisers.problem, path);
  const performance = answer.value;
  const organiser = organisers.value.find(({ id }) => id === performance.organiserId);
  if (!organiser) notFound();
  const state = saleStateOf(performance, new Date(answer.headers.get('x-server-time') ?? Date.now()));
  const isDraft = state === 'draft';
  const role = roleIn(organiser, user.id);
  const canSell = maySell(role);
  const refunds = !isDraft && mayRefund(role) ? await readRefunds(performanceId) : null;
  const { id, title, currency, maxParty, categories, seatMap, heldBack = [] } = performance;
  const hall = { performanceId: id, currency, maxParty, categories, sections: hallSections(seatMap) };
  return (
    <ClientMessages namespaces={['organise', 'event', 'problems']}>
      <OrganiseHeader
        title={title}
        back={{ href: organisePath, text: t('title') }}
        status={<SaleStatus state={state} />}
        actions={
          <>
            {canSell && <SaleActions performance={performance} />}
            {canSell && performance.status !== 'cancelled' && (
              <ButtonLink look="plain" href={editPerformancePath(id)}>
                {t('edit')}
              </ButtonLink>
            )}
            {!isDraft && (
              <ButtonLink look="plain" href={eventPath(id)}>
                {t('performance.seePage')}
              </ButtonLink>
            )}
          </>
        }
      />
      <div className="flex flex-col gap-10">
        {isDraft && <Notice title={t('performance.draftTitle')}>{t('performance.draftText')}</Notice>}
        <div className="flex max-w-3xl flex-col gap-3">
          <PerformanceFacts performance={performance} />
          <SaleTerms performance={performance} />
        </div>
        {performance.status === 'cancelled' && <CancellationSection performanceId={id} />}
        {canSell && performance.kind === 'departure' && performance.status !== 'cancelled' && (
          <DepartureCrew performance={performance} />
        )}
        {!isDraft && <SalesSection hall={hall} pools={heldBack} />}
        {refunds?.ok && (
          <RefundSection
            performanceId={id}
            sections={hall.sections.map(({ id: sectionId, name, standing }) => ({ id: sectionId, name, standing }))}
            refunds={refunds.value}
          />
        )}
      </div>
    </ClientMessages>
  );
}

/** The page is useful without, when the crew can't be read. */
async function DepartureCrew({ performance }: { performance: PerformanceWithSeats }) {
  const { id, organiserId, status } = performance;
  const [crew, members] = await Promise.all([readCrew(id), readCrewMembers(organiserId)]);
  if (!crew.ok || !members.ok) return null;
  return <CrewSection performanceId={id} crew={crew.value} members={members.value} isPublished={status !== 'draft'} />;
}
