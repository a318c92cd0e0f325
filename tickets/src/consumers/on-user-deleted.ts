import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** auth.user.deleted.v1 → takes the user's listings off sale; orders hears of it by their events. */
export const onUserDeleted = ({
  withdrawListings,
}: Pick<ConsumerUseCases, 'withdrawListings'>): BatchHandler<'auth.user.deleted.v1', ClientSession> => ({
  handleAll: (tx, deliveries) =>
    withdrawListings(
      tx,
      deliveries.map(({ event: { id: userId }, traceparent }) => ({ userId, traceparent })),
    ),
});
