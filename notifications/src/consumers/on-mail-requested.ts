import type { BatchHandler } from '@ticketing/common/consuming';
import { PermanentError } from '@ticketing/common/errors';
import type { ClientSession } from '@ticketing/common/mongo';
import type { MailRequested } from '@ticketing/contracts';
import { isLinkMailKind } from '../domain/mail.ts';
import type { ConsumerUseCases } from '../use-cases/index.ts';
import type { LinkRequest } from '../use-cases/write-mails.ts';

/** auth.mail.requested.v1 → a mail with a link. */
export const onMailRequested = ({
  writeLinkMails,
}: Pick<ConsumerUseCases, 'writeLinkMails'>): BatchHandler<'auth.mail.requested.v1', ClientSession> => ({
  handleAll: (tx, deliveries) =>
    writeLinkMails(
      tx,
      deliveries.map(({ event }) => toRequest(event)),
    ),
});

function toRequest({ id: requestId, userId, kind, sealedMail, expiresAt }: MailRequested): LinkRequest {
  if (!isLinkMailKind(kind)) throw new PermanentError('unknown_mail_kind', 'there is no mail of this kind');
  return { requestId, userId, kind, sealedMail, expiresAt: new Date(expiresAt) };
}
