import { useLocale } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { Ticket } from '@/api/schemas.ts';
import { marketTimeZone } from '@/format/market-time.ts';
import { readKept, writeKept } from './kept-form.ts';
import { type Draft, draftFields, draftOf } from './listing-draft.ts';
import type { OpenAttempt } from './submit-listing.ts';

const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || marketTimeZone;

/** The draft of a form, kept in the tab until it is saved or discarded. */
export function useKeptDraft(ticket: Ticket | undefined, name: string) {
  const locale = useLocale();
  const [initial, setInitial] = useState(() => draftOf(ticket, locale, marketTimeZone));
  const [draft, setDraft] = useState(initial);
  const [isRestored, setRestored] = useState(false);
  const open = useRef<OpenAttempt | null>(null);
  const isDirty = draftFields.some((field) => draft[field] !== initial[field]);

  const first = useRef(ticket);

  // The server knows neither the browser's zone nor what the tab has kept.
  useEffect(() => {
    const kept = readKept(sessionStorage, name);
    const blank = draftOf(first.current, locale, browserZone());
    setInitial(blank);
    setDraft(kept?.draft ?? blank);
    setRestored(kept !== null);
    open.current = kept?.open ?? null;
  }, [name, locale]);

  const write = (next: Draft) => writeKept(sessionStorage, name, { draft: next, open: open.current });
  return {
    ...{ draft, isDirty, isRestored, open },
    change(next: Draft) {
      setDraft(next);
      write(next);
    },
    keepOpen(attempt: OpenAttempt | null) {
      open.current = attempt;
      write(draft);
    },
    /** @param saved the draft's new basis; without one, that of the blank form */
    forget(saved: Draft = initial) {
      open.current = null;
      writeKept(sessionStorage, name, null);
      setInitial(saved);
      setDraft(saved);
      setRestored(false);
    },
  };
}
