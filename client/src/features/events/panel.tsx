import { type ReactNode, type Ref, useId } from 'react';

interface PanelProps {
  title: string;
  /** To move the focus to the panel. */
  headingRef?: Ref<HTMLHeadingElement>;
  children: ReactNode;
}

/** A part of the seat picker, which is a landmark with the title as its name. */
export function Panel({ title, headingRef, children }: PanelProps) {
  const headingId = useId();
  return (
    <section
      aria-labelledby={headingId}
      className="flex flex-col gap-3 rounded-card border border-line bg-card p-4 sm:p-5"
    >
      <h2
        id={headingId}
        ref={headingRef}
        tabIndex={headingRef ? -1 : undefined}
        className="display text-2xl outline-none"
      >
        {title}
      </h2>
      {children}
    </section>
  );
}
