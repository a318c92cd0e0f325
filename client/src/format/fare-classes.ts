import type { PerformanceSummary } from '@ticketing/api-client';

export type FareClass = PerformanceSummary['fares'][number]['fareClass'];

/** Classes of trains, ships and planes, best first, as the catalog service knows them. */
export const fareClasses = [
  'first',
  'business',
  'premium',
  'second',
  'economy',
] as const satisfies readonly FareClass[];

/** Returns the class that a text is the id of. */
export const fareClassOf = (text: string | undefined): FareClass | undefined =>
  fareClasses.find((known) => known === text);
