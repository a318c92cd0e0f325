'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { PageLink } from '@/ui/page-link.tsx';

const opsPages = [
  { path: '/ops', key: 'overview' },
  { path: '/ops/orders', key: 'orders' },
  { path: '/ops/groups', key: 'groups' },
  { path: '/ops/letters', key: 'letters' },
  { path: '/ops/replays', key: 'replays' },
  { path: '/ops/sagas', key: 'sagas' },
  { path: '/ops/audit', key: 'audit' },
] as const;

/** Navigation of the console. The current page, or the section it belongs to, is underlined. */
export function OpsNav() {
  const t = useTranslations('ops.nav');
  const shown = usePathname();
  const isCurrent = (path: string) => (path === '/ops' ? shown === path : shown.startsWith(path));
  return (
    <nav
      aria-label={t('label')}
      className="scrollbar-none -mx-4 mb-8 overflow-x-auto border-b border-line px-4 sm:mx-0 sm:px-0"
    >
      <ul className="flex gap-6">
        {opsPages.map(({ path, key }) => (
          <li key={path}>
            <PageLink
              href={path}
              aria-current={isCurrent(path) ? 'page' : undefined}
              className="-mb-px inline-flex min-h-11 items-center border-b-2 border-transparent text-sm font-semibold whitespace-nowrap text-muted hover:text-ink aria-[current]:border-ink aria-[current]:text-ink"
            >
              {t(key)}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
