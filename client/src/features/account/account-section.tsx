import type { ReactNode } from 'react';

interface AccountSectionProps {
  /** Where links to this part of the page lead. */
  id: string;
  title: string;
  children: ReactNode;
}

/** A part of the account page, which is a landmark with the title as its name. */
export const AccountSection = ({ id, title, children }: AccountSectionProps) => (
  <section id={id} aria-labelledby={`${id}-title`} className="flex flex-col gap-4">
    <h2 id={`${id}-title`} className="display text-2xl">
      {title}
    </h2>
    {children}
  </section>
);
