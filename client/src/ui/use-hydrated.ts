import { useSyncExternalStore } from 'react';

const subscribe = () => () => {};

/** False on the server and in the first pass of the browser, true as soon as handlers are attached. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
