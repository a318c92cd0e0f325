import { invalidInput } from '@ticketing/common/errors';
import { inTransaction } from '@ticketing/common/mongo';
import { assertUsable } from '../domain/mail-token.ts';
import { hashOf } from '../domain/refresh-token.ts';
import type { RequestMailDeps } from './request-mail.ts';

const kind = 'email_verification';

/**
 * Confirms the address to which a link was mailed. Repeating it changes nothing, because people and mail scanners open links
 * twice.
 * @returns whose address it is
 * @throws DomainError link_invalid, link_expired
 */
export const confirmEmail =
  ({ connection, users, mailTokens, securityLog, now }: RequestMailDeps) =>
  async ({ token, address }: { token: string; address: string }): Promise<{ userId: string }> => {
    const hash = hashOf(token);
    const { userId, isNew } = await inTransaction(connection, async (tx) => {
      const found = await mailTokens.find(hash, tx);
      const isRepeat = found?.kind === kind && found.usedAt !== null;
      if (!isRepeat) assertUsable(found, kind, now());
      const user = { id: found.userId, email: found.email };
      if (!(await users.verifyEmail(tx, user, now()))) throw invalidInput('link_invalid', 'This link is not valid');
      if (!isRepeat) await mailTokens.use(tx, hash, now());
      return { userId: user.id, isNew: !isRepeat };
    });
    if (isNew) securityLog({ action: 'email-verified', outcome: 'success', userId, address });
    return { userId };
  };
