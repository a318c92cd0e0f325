import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** auth.user.deleted.v1 → removes the person from their organisers. */
export const onUserDeleted = ({
  removeDeletedUsers,
}: Pick<ConsumerUseCases, 'removeDeletedUsers'>): BatchHandler<'auth.user.deleted.v1', ClientSession> => ({
  handleAll: (tx, deliveries) =>
    removeDeletedUsers(
      tx,
      deliveries.map(({ event: { id } }) => id),
    ),
});
