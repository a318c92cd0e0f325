'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { PageLink } from '@/ui/page-link.tsx';

/** A link of the navigation, which says whether it leads to this page. */
export function NavLink({ href, className, children }: { href: string; className: string; children: ReactNode }) {
  const isCurrent = usePathname() === href;
  return (
    <PageLink
      href={href}
      aria-current={isCurrent ? 'page' : undefined}
      className={`${className} aria-[current=page]:text-accent-ink aria-[current=page]:underline aria-[current=page]:underline-offset-8`}
    >
      {children}
    </PageLink>
  );
}
