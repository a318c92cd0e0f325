import { tooMany } from '@ticketing/common/errors';

/**
 * Asserts that a buyer may hold another ticket. The reserving statement applies the same rule, so that it holds for
 * concurrent requests.
 * @throws DomainError too_many_reservations
 */
export function assertMayHold({ count, endsInSeconds }: { count: number; endsInSeconds: number }, max: number): void {
  if (count >= max)
    throw tooMany('too_many_reservations', 'You hold too many tickets; pay or release one first', endsInSeconds);
}
