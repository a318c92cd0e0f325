import type { ReactNode } from 'react';
import { PageLink } from '@/ui/page-link.tsx';

interface OrganiseHeaderProps {
  title: string;
  /** The page above this one. */
  back?: { href: string; text: string };
  /** Beside the title. */
  status?: ReactNode;
  /** Below the title. */
  children?: ReactNode;
  actions?: ReactNode;
}

/** The top of an organiser's page. */
export const OrganiseHeader = ({ title, back, status, children, actions }: OrganiseHeaderProps) => (
  <header className="mb-8 flex flex-col gap-2">
    {back && (
      <PageLink
        href={back.href}
        className="inline-flex min-h-11 items-center self-start font-semibold text-accent-ink underline decoration-1 underline-offset-4"
      >
        {back.text}
      </PageLink>
    )}
    <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
      <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-2">
        <h1 dir="auto" className="display text-4xl leading-none wrap-anywhere sm:text-6xl">
          {title}
        </h1>
        {status}
      </div>
      {actions && <div className="flex flex-wrap gap-3">{actions}</div>}
    </div>
    {children}
  </header>
);
