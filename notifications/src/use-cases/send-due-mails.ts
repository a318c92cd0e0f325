import { backoffDelayMs } from '@ticketing/common/backoff';
import { TransientError } from '@ticketing/common/errors';
import { failpoint } from '@ticketing/common/failpoints';
import type { Logger } from '@ticketing/common/log';
import { limitConcurrency } from '@ticketing/common/pacing';
import { CannotOpen } from '@ticketing/common/sealing';
import { deferredBackoff, failureKindOf, missingBackoff } from '../domain/delivery.ts';
import { type Mail, messageIdOf } from '../domain/mail.ts';
import type { MailConnections, Mailer } from '../smtp/mailer.ts';
import type { MailOutcome } from '../store/mail-store.ts';
import { type ComposeDeps, type Composition, composeMails } from './compose-mail.ts';
import type { StoreDeps } from './deps.ts';

export interface SendDeps extends StoreDeps, ComposeDeps {
  mailer: Mailer;
  /** The domain of message ids. */
  domain: string;
  log: Logger;
}

/** Longer than all attempts of a batch: those that have not begun after half of it are left, and one takes a minute at most. */
export const leaseMs = 180_000;
/** Mails that are claimed, composed and recorded together. */
const batchSize = 20;
const mailsAtOnce = 4;

/**
 * Sends all due mails, in batches. A crash between sending and recording sends the mails of a batch again, with the same
 * Message-IDs.
 * @throws TransientError when the mail server accepts nothing now; the mails stay due
 */
export const sendDueMails =
  (deps: SendDeps) =>
  async (signal?: AbortSignal): Promise<void> => {
    while (!signal?.aborted) {
      const claimedAt = performance.now();
      const mails = await deps.mails.claim(leaseMs, batchSize);
      if (mails.length === 0) return;
      const isOver = () => signal?.aborted === true || performance.now() - claimedAt > leaseMs / 2;
      await sendBatch(deps, mails, isOver);
    }
  };

/** @param isOver whether no further attempt may begin */
async function sendBatch(deps: SendDeps, mails: readonly Mail[], isOver: () => boolean): Promise<void> {
  const compositions = await composeMails(deps)(mails);
  const connections = deps.mailer.open(Math.min(mailsAtOnce, mails.length));
  const inTurn = limitConcurrency(mailsAtOnce);
  const outcomes = new Map<string, MailOutcome>(mails.map(({ id }) => [id, { status: 'untried' }]));
  let unavailable: TransientError | null = null;
  const attempt = async ([mail, composition]: [Mail, Composition | Error]): Promise<void> => {
    if (unavailable || isOver()) return;
    const outcome = await outcomeOf(deps, connections, mail, composition);
    if (outcome instanceof TransientError) unavailable = outcome;
    else outcomes.set(mail.id, outcome);
  };
  const attempts = await Promise.allSettled([...compositions].map((each) => inTurn(() => attempt(each))));
  connections.close();
  await deps.mails.record(outcomes);
  for (const ended of attempts) if (ended.status === 'rejected') throw ended.reason;
  if (unavailable) throw unavailable;
}

/** @returns the error when no mail can be sent now */
async function outcomeOf(
  deps: SendDeps,
  connections: MailConnections,
  mail: Mail,
  composition: Composition | Error,
): Promise<MailOutcome | TransientError> {
  const { log } = deps;
  const fields = { mailId: mail.id, attempt: mail.attempts };
  if (composition instanceof Error) {
    // The key may be missing after a deployment; the mail can be opened once it is there.
    const hint = composition instanceof CannotOpen ? 'opened; check NOTIFICATIONS_PRIVATE_KEYS' : 'composed';
    log.error({ ...fields, err: composition }, `mail can’t be ${hint}; will retry`);
    return { status: 'due', retryInMs: backoffDelayMs(mail.attempts, deferredBackoff, () => 1) };
  }
  switch (composition.type) {
    case 'ready':
      return deliver(deps, connections, mail, composition);
    case 'waiting': {
      const retryInMs = backoffDelayMs(mail.attempts, missingBackoff, () => 1);
      return { status: 'due', retryInMs, waitsFor: composition.waitsFor };
    }
    case 'pointless':
      log.info({ ...fields, reason: composition.reason }, 'mail not sent: it has lost its sense');
      return { status: 'skipped', reason: composition.reason };
  }
}

async function deliver(
  { domain, log }: Pick<SendDeps, 'domain' | 'log'>,
  connections: MailConnections,
  mail: Mail,
  { address, mail: rendered }: Extract<Composition, { type: 'ready' }>,
): Promise<MailOutcome | TransientError> {
  const fields = { mailId: mail.id, attempt: mail.attempts };
  const failure = await connections.send({ address, mail: rendered, messageId: messageIdOf(mail.id, domain) });
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
