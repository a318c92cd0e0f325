import { invalidInput } from '@ticketing/common/errors';

/**
 * Classes of trains, ships and planes, best first. Organisers name their categories as they like; people who search among
 * all of them need the same words.
 */
export const fareClasses = ['first', 'business', 'premium', 'second', 'economy'] as const;
export type FareClass = (typeof fareClasses)[number];

/** What of a price category its class depends on. */
interface ClassedCategory {
  id: string;
  priceMinor: number;
  fareClass: FareClass | null;
}

/** What a class of a departure costs. */
export interface Fare {
  fareClass: FareClass;
  /** Of its cheapest category, minor units. */
  fromPriceMinor: number;
  /** The price categories of the class. */
  categoryIds: readonly string[];
}

/** @throws DomainError fare_class_not_allowed */
export function assertFareClasses({
  kind,
  categories,
}: {
  kind: 'performance' | 'departure';
  categories: readonly Pick<ClassedCategory, 'fareClass'>[];
}): void {
  if (kind === 'performance' && categories.some(({ fareClass }) => fareClass !== null))
    throw invalidInput('fare_class_not_allowed', 'Only a departure has fare classes', 'categories');
}

/** Returns the classes of a departure, best first; none for a performance. */
export const faresOf = ({ categories }: { categories: readonly ClassedCategory[] }): Fare[] =>
  fareClasses.flatMap((fareClass) => {
    const ofClass = categories.filter((category) => category.fareClass === fareClass);
    if (ofClass.length === 0) return [];
    const fromPriceMinor = Math.min(...ofClass.map(({ priceMinor }) => priceMinor));
    return [{ fareClass, fromPriceMinor, categoryIds: ofClass.map(({ id }) => id) }];
  });
