import type { BatchHandler } from '@ticketing/common/consuming';
import type { Tx } from '../store/database.ts';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** auth.user.deleted.v1 → erases the names of the passengers that the person has booked for. */
export const onUserDeleted = ({
  erasePassengers,
}: Pick<ConsumerUseCases, 'erasePassengers'>): BatchHandler<'auth.user.deleted.v1', Tx> => ({
  handleAll: (tx, deliveries) =>
    erasePassengers(
      tx,
      deliveries.map(({ event: { id } }) => id),
    ),
});
