import type { ReactNode } from 'react';

/** A page that says one thing: not found, empty, signed out, broken. */
export function MessagePage({ title, children, actions }: { title: string; children: ReactNode; actions?: ReactNode }) {
  return (
    <section className="mx-auto flex max-w-xl flex-col items-start gap-4 py-8 sm:py-16">
      <h1 className="display text-4xl sm:text-5xl">{title}</h1>
      <div className="text-lg text-muted">{children}</div>
      {actions && <div className="mt-4 flex flex-wrap gap-3">{actions}</div>}
    </section>
  );
}
