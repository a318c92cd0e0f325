import type { ReactNode } from 'react';
import { PageLink } from './page-link.tsx';

const shape =
  'inline-flex min-h-11 items-center gap-2 rounded-full border px-4 text-sm font-semibold whitespace-nowrap duration-150 motion-safe:transition-colors';

/** A choice as a link, for example a category of listings. The current one is filled. */
export function ChipLink({ href, isCurrent, children }: { href: string; isCurrent?: boolean; children: ReactNode }) {
  return (
    <PageLink
      href={href}
      aria-current={isCurrent ? 'true' : undefined}
      className={`${shape} ${isCurrent ? 'border-ink bg-ink text-paper' : 'border-line bg-card text-ink hover:border-ink'}`}
    >
      {children}
    </PageLink>
  );
}

/** An active choice that a click removes. `label` describes that to screen readers. What a person typed can be long, so it is cut off. */
export function RemovableChip({ href, label, children }: { href: string; label: string; children: ReactNode }) {
  return (
    <PageLink
      href={href}
      aria-label={label}
      className={`${shape} max-w-full border-line bg-wash text-ink hover:border-ink`}
    >
      <span className="truncate">{children}</span>
      <svg viewBox="0 0 10 10" className="size-2.5 shrink-0 stroke-current" strokeWidth="1.8" aria-hidden="true">
        <path d="M1 1l8 8M9 1 1 9" />
      </svg>
    </PageLink>
  );
}
