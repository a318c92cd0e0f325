import { type RefObject, useEffect, useRef } from 'react';

/**
 * When what had the focus (the form, the dialog) gives way to something else, a keyboard would start from the top of the
 * page again. The focus then goes to the element of `target`, which holds whatever came instead.
 * @param shown names what is shown; only a change of it moves the focus, and only a focus that was lost
 */
export function useKeptFocus(target: RefObject<HTMLElement | null>, shown: string): void {
  const shownBefore = useRef(shown);
  useEffect(() => {
    if (shownBefore.current === shown) return;
    shownBefore.current = shown;
    if (document.activeElement === document.body) target.current?.focus({ preventScroll: true });
  }, [shown, target]);
}
