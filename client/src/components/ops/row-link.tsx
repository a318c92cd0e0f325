import Link from 'next/link';
import type { ReactNode } from 'react';

type RowLinkProps = { href: string; isStrong?: boolean; children: ReactNode };

/** Leads from a row of a table to what it is about. */
export const RowLink = ({ href, isStrong = true, children }: RowLinkProps) => (
  <Link
    href={href}
    className={`wrap-anywhere underline decoration-line underline-offset-4 hover:text-accent-ink hover:decoration-current ${isStrong ? 'font-semibold' : ''}`}
  >
    {children}
  </Link>
);
