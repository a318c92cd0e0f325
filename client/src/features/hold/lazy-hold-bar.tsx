'use client';

import { type ComponentType, useEffect, useState } from 'react';

/**
 * Loads after the page, and only for signed-in users: with its schemas it would be an eighth of the browse page's script.
 * If the connection is lost meanwhile, the page still works and the bar loads when the connection is back.
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
