import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** auth.user.deleted.v1 → erases how the user was reached. */
export const onUserDeleted = ({
  eraseUsers,
}: Pick<ConsumerUseCases, 'eraseUsers'>): BatchHandler<'auth.user.deleted.v1', ClientSession> => ({
  handleAll: (tx, deliveries) =>
    eraseUsers(
      tx,
      deliveries.map(({ event: { id } }) => id),
    ),
});
