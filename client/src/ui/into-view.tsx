'use client';

import { type ReactNode, useEffect, useRef } from 'react';

/** Brings what has just appeared into view, below the clock that stays at the top of the window. */
export function IntoView({ children }: { children: ReactNode }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Not returned: browsers begin to return a promise, which React would call as its clean-up.
    element.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={element} className="scroll-mt-24">
      {children}
    </div>
  );
}
