import { tooMany } from '@ticketing/common/errors';

/**
 * Whether a buyer may hold one ticket more. The statement that reserves asks the same, so that it holds for requests at once.
 * @throws DomainError too_many_reservations
 */
export function assertMayHold({ count, endsInSeconds }: { count: number; endsInSeconds: number }, max: number): void {
  if (count >= max)
    throw tooMany('too_many_reservations', 'You hold too many tickets; pay or release one first', endsInSeconds);
}
