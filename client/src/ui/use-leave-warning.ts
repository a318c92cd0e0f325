import { useEffect } from 'react';

/**
 * Asks before the page is left while `question` is not null: by a link of this site, or by closing or reloading the tab,
 * for which browsers show their own words.
 */
export function useLeaveWarning(question: string | null): void {
  useEffect(() => {
    if (question === null) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    // Captured before the router's own handler follows the link.
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
      const isElsewhere = link instanceof HTMLAnchorElement && link.pathname !== window.location.pathname;
      if (!isPlain || !isElsewhere || link.target === '_blank' || window.confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, { capture: true });
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, { capture: true });
    };
  }, [question]);
}
