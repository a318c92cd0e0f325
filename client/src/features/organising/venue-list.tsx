import { useTranslations } from 'next-intl';
import { venuePath } from '@/site/paths.ts';
import { ButtonLink } from '@/ui/button.tsx';
import type { Venue } from './api/schemas.ts';

/** An organiser's venues, with a way to their seat maps. */
export function VenueList({ venues, isEditable }: { venues: readonly Venue[]; isEditable: boolean }) {
  const t = useTranslations('organise');
  return (
    <ul aria-label={t('venues')} className="flex flex-col rounded-card border border-line bg-card">
      {venues.map(({ id, name, place, seatMapVersion }) => (
        <li
          key={id}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-b-0 sm:px-5"
        >
          <div className="min-w-0">
            <h3 dir="auto" className="display text-xl wrap-anywhere">
              {name}
            </h3>
            <p className="figures text-sm text-muted">
              {place.name} · {t('venue.version', { version: seatMapVersion })}
            </p>
          </div>
          {isEditable && (
            <ButtonLink look="plain" size="small" href={venuePath(id)} label={t('venue.mapNamed', { name })}>
              {t('venue.map')}
            </ButtonLink>
          )}
        </li>
      ))}
    </ul>
  );
}
