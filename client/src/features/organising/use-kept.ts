import { useEffect, useState } from 'react';

/** Returns what a tab has kept under a name; null without it, and for what `isUsable` refuses. */
function readKept<T>(name: string, isUsable: (kept: unknown) => kept is T): T | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(name) ?? 'null');
    return isUsable(kept) ? kept : null;
  } catch {
    return null;
  }
}

function writeKept(name: string, kept: unknown): void {
  try {
    if (kept === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, JSON.stringify(kept));
  } catch {
    // Without storage (full, or forbidden by the browser), the form works but is not kept.
  }
}

/** A draft that the tab keeps until it is saved or discarded, so that a reload or an ended session loses nothing. */
export function useKept<T>(name: string, initial: T, isUsable: (kept: unknown) => kept is T) {
  const [draft, setDraft] = useState(initial);
  const [isRestored, setRestored] = useState(false);
  const isDirty = JSON.stringify(draft) !== JSON.stringify(initial);

  // The server does not know what the tab has kept.
  useEffect(() => {
    const kept = readKept(name, isUsable);
    if (!kept) return;
    setDraft(kept);
    setRestored(true);
  }, [name, isUsable]);

  return {
    ...{ draft, isDirty, isRestored },
    change(next: T) {
      setDraft(next);
      writeKept(name, next);
    },
    /** Forgets the kept draft, and shows the initial one again. */
    discard() {
      writeKept(name, null);
      setDraft(initial);
      setRestored(false);
    },
    /** Forgets the kept draft when it is saved. */
    forget: () => writeKept(name, null),
  };
}
