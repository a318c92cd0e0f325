import type { ReactNode } from 'react';

interface PageTitleProps {
  title: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
}

export function PageTitle({ title, lead, actions }: PageTitleProps) {
  return (
    <div className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <div className="min-w-0">
        <h1 className="display text-4xl wrap-anywhere sm:text-5xl">{title}</h1>
        {lead && <div className="mt-2 text-muted wrap-anywhere">{lead}</div>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-3">{actions}</div>}
    </div>
  );
}
