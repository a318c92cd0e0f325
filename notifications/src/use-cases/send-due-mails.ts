import { backoffDelayMs } from '@ticketing/common/backoff';
import { TransientError } from '@ticketing/common/errors';
import { failpoint } from '@ticketing/common/failpoints';
import type { Logger } from '@ticketing/common/log';
import { limitConcurrency } from '@ticketing/common/pacing';
import { CannotOpen } from '@ticketing/common/sealing';
import { deferredBackoff, failureKindOf, missingBackoff } from '../domain/delivery.ts';
import { type Mail, messageIdOf } from '../domain/mail.ts';
import type { Mailer } from '../smtp/mailer.ts';
import type { MailOutcome } from '../store/mail-store.ts';
import { type ComposeDeps, composeMail } from './compose-mail.ts';
import type { StoreDeps } from './deps.ts';

export interface SendDeps extends StoreDeps, ComposeDeps {
  mailer: Mailer;
  /** The domain of message ids. */
  domain: string;
  log: Logger;
}

/** Longer than all timeouts of an attempt together. */
export const leaseMs = 180_000;
const mailsAtOnce = 4;

/**
 * Sends all due mails. A crash between sending and recording sends a mail again, with the same Message-ID.
 * @throws TransientError when the mail server accepts nothing now; the mails stay due
 */
export const sendDueMails =
  (deps: SendDeps) =>
  async (signal?: AbortSignal): Promise<void> => {
    let unavailable: TransientError | null = null;
    const claim = claimsInTurn(deps.mails);
    const work = async () => {
      while (!unavailable && !signal?.aborted) {
        const mail = await claim();
        if (!mail) return;
        const outcome = await attempt(deps, mail);
        if (outcome instanceof TransientError) unavailable = outcome;
        await deps.mails.record(mail, outcome instanceof TransientError ? { status: 'untried' } : outcome);
      }
    };
    await Promise.all(Array.from({ length: mailsAtOnce }, work));
    if (unavailable) throw unavailable;
  };

/**
 * Claims one mail at a time, until none is due. At once, all workers would claim the same mail, and all but one would have to
 * try again; most events make one mail due, or none.
 */
function claimsInTurn(mails: Pick<SendDeps['mails'], 'claim'>): () => Promise<Mail | null> {
  const inTurn = limitConcurrency(1);
  let isDrained = false;
  return () =>
    inTurn(async () => {
      const mail = isDrained ? null : await mails.claim(leaseMs);
      isDrained ||= mail === null;
      return mail;
    });
}

/** @returns the error when no mail can be sent now */
async function attempt(deps: SendDeps, mail: Mail): Promise<MailOutcome | TransientError> {
  const { log } = deps;
  const fields = { mailId: mail.id, attempt: mail.attempts };
  try {
    const composition = await composeMail(deps)(mail);
    switch (composition.type) {
      case 'ready':
        return await deliver(deps, mail, composition);
      case 'waiting': {
        const retryInMs = backoffDelayMs(mail.attempts, missingBackoff, () => 1);
        return { status: 'due', retryInMs, waitsFor: composition.waitsFor };
      }
      case 'pointless':
        log.info({ ...fields, reason: composition.reason }, 'mail not sent: it has lost its sense');
        return { status: 'skipped', reason: composition.reason };
    }
  } catch (err) {
    if (!(err instanceof CannotOpen)) throw err;
    // The key may be missing after a deployment; the mail can be opened once it is there.
    log.error({ ...fields, err }, 'mail can’t be opened; check NOTIFICATIONS_PRIVATE_KEYS; will retry');
    return { status: 'due', retryInMs: backoffDelayMs(mail.attempts, deferredBackoff, () => 1) };
  }
}

async function deliver(
  { mailer, domain, log }: SendDeps,
  mail: Mail,
  { address, mail: rendered }: { address: string; mail: Parameters<Mailer['send']>[0]['mail'] },
): Promise<MailOutcome | TransientError> {
  const fields = { mailId: mail.id, attempt: mail.attempts };
  const failure = await mailer.send({ address, mail: rendered, messageId: messageIdOf(mail.id, domain) });
  if (!failure) {
    await failpoint('notifications.sent');
    log.info(fields, 'mail sent');
    return { status: 'sent' };
  }
  const { smtpCode, enhancedCode, command, cause } = failure;
  switch (failureKindOf(failure)) {
    case 'refused':
      log.error({ ...fields, smtpCode, enhancedCode, command }, 'mail refused for good');
      return { status: 'failed', reason: [smtpCode, enhancedCode].filter(Boolean).join(' ') };
    case 'deferred': {
      const retryInMs = backoffDelayMs(mail.attempts, deferredBackoff);
      log.warn({ ...fields, smtpCode, enhancedCode, command, retryInMs }, 'mail deferred; will retry');
      return { status: 'due', retryInMs };
    }
    case 'unavailable':
      return new TransientError(`the mail server accepts no mail now${smtpCode ? ` (${command}: ${smtpCode})` : ''}`, {
        cause,
      });
  }
}
