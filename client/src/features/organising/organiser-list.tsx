import { useTranslations } from 'next-intl';
import { organiserPath } from '@/site/paths.ts';
import { PageLink } from '@/ui/page-link.tsx';
import type { Organiser } from './api/schemas.ts';
import { roleIn } from './may-sell.ts';

/** The visitor's organisers, with the role in each. */
export function OrganiserList({ organisers, userId }: { organisers: readonly Organiser[]; userId: string }) {
  const t = useTranslations('organise');
  return (
    <ul aria-label={t('organisers')} className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {organisers.map((organiser) => {
        const role = roleIn(organiser, userId);
        return (
          <li
            key={organiser.id}
            className="relative rounded-card border border-line bg-card px-4 py-4 hover:border-ink sm:px-5"
          >
            <h3 dir="auto" className="display text-xl wrap-anywhere">
              <PageLink
                href={organiserPath(organiser.id)}
                className="after:absolute after:inset-0 after:rounded-card focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:-outline-offset-4 focus-visible:after:outline-accent-ink"
              >
                {organiser.name}
              </PageLink>
            </h3>
            <p className="text-sm text-muted">{role && t(`members.roles.${role}`)}</p>
          </li>
        );
      })}
    </ul>
  );
}
