'use client';

import { type ReactNode, useId, useRef } from 'react';

/**
 * A button that shows a list of links. As a popover, it opens without script, closes on Escape or an outside click, and is
 * announced to screen readers; the script only closes it after a link is followed.
 */
export function Menu({ label, children }: { label: ReactNode; children: ReactNode }) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        className="inline-flex min-h-11 cursor-pointer items-center gap-2 rounded-field px-3 font-semibold hover:text-accent-ink"
      >
        {label}
        <svg viewBox="0 0 10 6" className="h-1.5 w-2.5 fill-none stroke-current" strokeWidth="1.8" aria-hidden="true">
          <path d="M1 1l4 4 4-4" />
        </svg>
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside are the interactive elements */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: following a link by keyboard also fires a click */}
      <div
        id={id}
        ref={list}
        popover="auto"
        onClick={({ target }) => {
          if (target instanceof Element && target.closest('a')) list.current?.hidePopover();
        }}
        className="absolute inset-auto top-16 right-4 m-0 w-64 rounded-card border border-line bg-card p-2 text-ink sm:right-6"
      >
        {children}
      </div>
    </>
  );
}
