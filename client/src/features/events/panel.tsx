import { type ReactNode, useId } from 'react';

/** A part of the seat picker, which is a landmark with the title as its name. */
export function Panel({ title, children }: { title: string; children: ReactNode }) {
  const headingId = useId();
  return (
    <section
      aria-labelledby={headingId}
      className="flex flex-col gap-3 rounded-card border border-line bg-card p-4 sm:p-5"
    >
      <h2 id={headingId} className="display text-2xl">
        {title}
      </h2>
      {children}
    </section>
  );
}
