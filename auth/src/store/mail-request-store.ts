import type { Counters } from '@ticketing/common/mongo';
import { assertMayRequest, mailWindowMs } from '../domain/mail-limit.ts';
import type { MailKind } from '../domain/mail-token.ts';

export interface MailRequest {
  kind: MailKind;
  email: string;
  /** IPv4 address, or /64 of an IPv6 address. */
  subscriber: string;
}

/** Counts requested mails. */
export const createMailRequestStore = (counters: Counters) => ({
  /** @throws DomainError too_many_mails */
  async record({ kind, email, subscriber }: MailRequest): Promise<void> {
    const count = (...key: string[]) => counters.add(['mails', kind, ...key], mailWindowMs);
    assertMayRequest(kind, 'ofSubscriber', await count('ofSubscriber', subscriber));
    assertMayRequest(kind, 'ofAccount', await count('ofAccount', email));
  },
});

export type MailRequestStore = ReturnType<typeof createMailRequestStore>;
