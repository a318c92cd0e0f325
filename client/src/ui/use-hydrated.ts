import { useSyncExternalStore } from 'react';

const subscribe = () => () => {};

/** False on the server and during hydration; true once handlers are attached. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
