import type { ReactNode } from 'react';

/** A page with a single message on a blank stub: not found, empty, signed out, error. */
export function MessagePage({ title, children, actions }: { title: string; children: ReactNode; actions?: ReactNode }) {
  return (
    <section className="mx-auto max-w-2xl py-4 sm:py-12">
      <div className="stub-outline">
        <div className="stub-cut flex bg-card">
          <div className="flex min-w-0 grow flex-col items-start gap-4 px-5 py-8 sm:px-8 sm:py-12">
            <h1 className="display text-4xl sm:text-5xl">{title}</h1>
            <div className="text-lg text-muted">{children}</div>
            {actions && <div className="mt-4 flex flex-wrap gap-3">{actions}</div>}
          </div>
          <div className="stub-tear stub-perforated hidden shrink-0 sm:block" aria-hidden="true" />
        </div>
      </div>
    </section>
  );
}
