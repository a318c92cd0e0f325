import type { ReactNode } from 'react';

/** A name and what it stands for, in a `dl`. */
export const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt className="caption">{name}</dt>
    <dd dir="auto" className="figures font-semibold wrap-anywhere">
      {children}
    </dd>
  </div>
);
