import { useTranslations } from 'next-intl';
import { saleStateOf } from '@/features/events/sale-state.ts';
import { SaleStatus } from '@/features/events/sale-status.tsx';
import { TicketDate } from '@/features/ticket/ticket-date.tsx';
import { ownPerformancePath } from '@/site/paths.ts';
import { PageLink } from '@/ui/page-link.tsx';
import type { Performance } from './api/schemas.ts';

interface PerformanceListProps {
  label: string;
  performances: readonly Performance[];
  /** By id; absent where all are of one organiser. */
  organiserNames?: ReadonlyMap<string, string>;
  now: Date;
}

/** Performances as their organiser sees them: drafts, too. */
export function PerformanceList({ label, performances, organiserNames, now }: PerformanceListProps) {
  return (
    <ul aria-label={label} className="flex flex-col rounded-card border border-line bg-card">
      {performances.map((performance) => (
        <li
          key={performance.id}
          className="relative flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line px-4 py-4 last:border-b-0 hover:bg-wash sm:px-5"
        >
          <Entry performance={performance} organiserName={organiserNames?.get(performance.organiserId)} />
          <SaleStatus state={saleStateOf(performance, now)} />
        </li>
      ))}
    </ul>
  );
}

function Entry({ performance, organiserName }: { performance: Performance; organiserName: string | undefined }) {
  const t = useTranslations('organise.performance');
  const { id, title, venue, origin, destination } = performance;
  const place = origin && destination ? t('route', { from: origin.name, to: destination.name }) : venue.name;
  return (
    <div className="min-w-0 grow basis-60">
      <h3 dir="auto" className="display text-xl wrap-anywhere">
        <PageLink
          href={ownPerformancePath(id)}
          className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:-outline-offset-4 focus-visible:after:outline-accent-ink"
        >
          {title}
        </PageLink>
      </h3>
      <p className="figures text-sm wrap-anywhere text-muted">
        <TicketDate ticket={performance} format="event" />
        {[place, organiserName].filter(Boolean).map((text) => ` · ${text}`)}
      </p>
    </div>
  );
}
