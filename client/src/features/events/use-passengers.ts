import { useState } from 'react';
import { withName } from '@/features/bookings/passenger-names.ts';

/** The names as typed, also those beyond the party, which may grow again. */
export function usePassengers() {
  const [names, setNames] = useState<readonly string[]>([]);
  const onName = (index: number, name: string) => setNames((before) => withName(before, index, name));
  return { names, setNames, onName };
}
