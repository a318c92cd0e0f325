import type { ReactNode } from 'react';
import { PageLink } from '@/ui/page-link.tsx';

interface RowLinkProps {
  href: string;
  isStrong?: boolean;
  children: ReactNode;
}

/** Links a table row to its item. */
export const RowLink = ({ href, isStrong = true, children }: RowLinkProps) => (
  <PageLink
    href={href}
    className={`wrap-anywhere underline decoration-line underline-offset-4 hover:text-accent-ink hover:decoration-current ${isStrong ? 'font-semibold' : ''}`}
  >
    {children}
  </PageLink>
);
