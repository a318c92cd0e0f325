import type { ReactNode } from 'react';

/** A list of names and values. Null is unknown, shown as a dash. */
export function Facts({ facts }: { facts: readonly { name: string; value: ReactNode }[] }) {
  return (
    <dl className="figures grid grid-cols-[fit-content(9.5rem)_1fr] gap-x-4 rounded-card border border-line bg-card text-sm">
      {facts.map(({ name, value }) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid px-4 py-2 [&+&]:border-t [&+&]:border-line">
          <dt className="text-muted">{name}</dt>
          <dd className="min-w-0 wrap-anywhere">{value ?? '–'}</dd>
        </div>
      ))}
    </dl>
  );
}
