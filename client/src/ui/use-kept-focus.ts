import { type RefObject, useEffect, useRef } from 'react';

/**
 * When the focused element (the form, the dialog) is replaced, keyboard users would start from the top of the page. The
 * focus then moves to `target`, which contains the replacement.
 * @param shown identifies the content; the focus moves only when this changes and the focus was lost
 */
export function useKeptFocus(target: RefObject<HTMLElement | null>, shown: string): void {
  const shownBefore = useRef(shown);
  useEffect(() => {
    if (shownBefore.current === shown) return;
    shownBefore.current = shown;
    if (document.activeElement === document.body) target.current?.focus({ preventScroll: true });
  }, [shown, target]);
}
