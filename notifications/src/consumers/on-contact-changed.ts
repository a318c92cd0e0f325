import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** auth.contact.changed.v1 → stores how a user is reached. */
export const onContactChanged = ({
  storeContacts,
}: Pick<ConsumerUseCases, 'storeContacts'>): BatchHandler<'auth.contact.changed.v1', ClientSession> => ({
  handleAll: (tx, deliveries) =>
    storeContacts(
      tx,
      deliveries.map(({ event: { id: userId, sealedContact } }) => ({ userId, sealedContact })),
    ),
});
