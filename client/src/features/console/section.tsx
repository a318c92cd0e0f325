import type { ReactNode } from 'react';

interface SectionProps {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}

/** A section of a console page, with a heading. */
export function Section({ title, aside, children }: SectionProps) {
  return (
    <section className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="display text-2xl">{title}</h2>
        {aside && <div className="text-sm text-muted">{aside}</div>}
      </div>
      {children}
    </section>
  );
}

/** An empty list, which is usually good news here. */
export const Nothing = ({ children }: { children: ReactNode }) => (
  <p className="rounded-card border border-dashed border-line px-5 py-8 text-center text-muted">{children}</p>
);

/** Rarely needed details, collapsed. */
export const Folded = ({ title, isOpen, children }: { title: string; isOpen?: boolean; children: ReactNode }) => (
  <details open={isOpen}>
    <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm font-semibold text-accent-ink underline decoration-1 underline-offset-4">
      {title}
    </summary>
    {children}
  </details>
);
