import type { ReactNode } from 'react';

/** A list of what belongs to an organiser. */
export const RowList = ({ children }: { children: ReactNode }) => (
  <ul className="flex flex-col rounded-card border border-line bg-card">{children}</ul>
);

/** @param action what can be done with it, if anything */
export const Row = ({ action, children }: { action: ReactNode; children: ReactNode }) => (
  <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-b-0">
    <span className="min-w-0 wrap-anywhere">{children}</span>
    {action}
  </li>
);
