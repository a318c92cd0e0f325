import type { Connection } from '@ticketing/common/mongo';
import { assertMayRequest, mailWindowMs } from '../domain/mail-limit.ts';
import type { MailKind } from '../domain/mail-token.ts';
import { createAttemptCounter } from './attempt-counter.ts';

export interface MailRequest {
  kind: MailKind;
  email: string;
  /** IPv4 address, or /64 of an IPv6 address. */
  subscriber: string;
}

/** Counts requested mails, beside the attempts to sign in. */
export function createMailRequestStore(connection: Connection) {
  const counter = createAttemptCounter(connection);
  return {
    /** @throws DomainError too_many_mails */
    async record({ kind, email, subscriber }: MailRequest): Promise<void> {
      const bySubscriber = await counter.count([kind, 'ofSubscriber', subscriber], mailWindowMs);
      assertMayRequest(kind, 'ofSubscriber', bySubscriber);
      assertMayRequest(kind, 'ofAccount', await counter.count([kind, 'ofAccount', email], mailWindowMs));
    },
  };
}

export type MailRequestStore = ReturnType<typeof createMailRequestStore>;
