'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { type FormEvent, type MouseEvent, type ReactNode, useEffect, useRef, useState, useTransition } from 'react';
import { filterFormId } from './filter-form-id.ts';

/** A faster response replaces the list without showing the skeleton. */
const skeletonDelayMs = 150;

/**
 * Makes the filters live: a change shows its result immediately, with a skeleton while it loads. Without script the
 * GET form and the links work as they are.
 */
export function LiveBrowse({
  controls,
  results,
  skeleton,
  path = '/',
}: {
  controls: ReactNode;
  results: ReactNode;
  skeleton: ReactNode;
  /** Of the page. */
  path?: string;
}) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const isLong = useLasting(isPending);
  const query = useSearchParams().toString();

  const shownQuery = useRef(query);
  useEffect(() => {
    if (shownQuery.current === query) return;
    shownQuery.current = query;
    for (const form of document.forms) {
      if (form.id === filterFormId) showQuery(form, new URLSearchParams(query));
    }
  }, [query]);

  const go = (href: string, scroll: boolean) => startTransition(() => router.push(href, { scroll }));

  const submit = (event: FormEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLFormElement)) return;
    event.preventDefault();
    go(hrefOf(event.target, path), false);
  };

  const change = ({ target }: FormEvent<HTMLElement>) => {
    if (target instanceof HTMLSelectElement || isWholeDate(target)) target.form?.requestSubmit();
  };

  const follow = (event: MouseEvent<HTMLElement>) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!link || !isPlain || link.pathname !== path || link.origin !== window.location.origin) return;
    event.preventDefault();
    go(link.pathname + link.search, link.closest('nav[data-pages]') !== null);
  };

  return (
    // Handles events of the form and the links inside. Following a link by keyboard also fires a click.
    <div onSubmit={submit} onChange={change} onClickCapture={follow}>
      {controls}
      <div aria-busy={isPending}>{isLong ? skeleton : results}</div>
    </div>
  );
}

/** While a year is being typed, the field holds a date such as 0002-05-01, which is not a filter yet. */
const isWholeDate = (target: EventTarget): target is HTMLInputElement =>
  target instanceof HTMLInputElement && target.type === 'date' && (target.value === '' || target.value >= '2000');

/** Updates the fields from the address after a chip or the back button. Leaves the focused field alone. */
function showQuery(form: HTMLFormElement, query: URLSearchParams): void {
  for (const element of form.elements) {
    if (element === document.activeElement) continue;
    if (element instanceof HTMLSelectElement)
      element.value = query.get(element.name) ?? element.options[0]?.value ?? '';
    if (element instanceof HTMLInputElement && element.type !== 'hidden') element.value = query.get(element.name) ?? '';
  }
}

function hrefOf(form: HTMLFormElement, path: string): string {
  const given = Array.from(new FormData(form)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
  const query = new URLSearchParams(given).toString();
  return query ? `${path}?${query}` : path;
}

/** Returns true once `isTrue` has been true for a moment. */
function useLasting(isTrue: boolean): boolean {
  const [isLasting, setLasting] = useState(false);
  useEffect(() => {
    if (!isTrue) {
      setLasting(false);
      return;
    }
    const timer = window.setTimeout(() => setLasting(true), skeletonDelayMs);
    return () => window.clearTimeout(timer);
  }, [isTrue]);
  return isLasting && isTrue;
}
