'use client';

import { type ComponentType, useEffect, useState } from 'react';

/**
 * Comes after the page and only to who is signed in: with its schemas it would be an eighth of what browse sends.
 * A connection that is lost meanwhile must not take the page with it: the bar comes when the connection is back.
 */
export function LazyHoldBar() {
  const [loaded, setLoaded] = useState<{ HoldBar: ComponentType } | null>(null);

  useEffect(() => {
    const load = () =>
      import('./hold-bar.tsx').then(setLoaded, () => window.addEventListener('online', load, { once: true }));
    void load();
    return () => window.removeEventListener('online', load);
  }, []);

  return loaded && <loaded.HoldBar />;
}
