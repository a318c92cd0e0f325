'use client';

import { type ReactNode, useEffect, useRef } from 'react';

/** Scrolls new content into view, below the fixed countdown at the top. */
export function IntoView({ children }: { children: ReactNode }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Not returned: some browsers return a promise, which React would call as cleanup.
    element.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={element} className="scroll-mt-24">
      {children}
    </div>
  );
}
