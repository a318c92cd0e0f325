/** What a mail server, or the lack of one, said to an attempt. Contains no address. */
export interface DeliveryFailure {
  /** The SMTP command that was answered; null before or without a conversation. */
  command: string | null;
  /** The SMTP reply code; null without a reply. */
  smtpCode: number | null;
  /** The enhanced status code (RFC 3463), e.g. 5.1.1; null without one. */
  enhancedCode: string | null;
}

/**
 * - `refused`: this mail will never be accepted
 * - `deferred`: this mail is not accepted now
 * - `unavailable`: no mail is accepted now, whatever the reason: no connection, wrong credentials, a sender that is not
 *   allowed. All mails wait, because the fault is not theirs
 */
export type FailureKind = 'refused' | 'deferred' | 'unavailable';

/** The commands whose reply is about one mail: its recipient or its content. */
const aboutOneMail = new Set(['RCPT TO', 'DATA']);

export function failureKindOf({ command, smtpCode }: DeliveryFailure): FailureKind {
  // 421 closes the connection, whatever it answers (RFC 5321, 4.2.1).
  if (smtpCode === null || smtpCode === 421 || !aboutOneMail.has(command ?? '')) return 'unavailable';
  return smtpCode >= 500 ? 'refused' : 'deferred';
}

const enhancedCode = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/;

/** Returns the enhanced code in a server's reply. The rest of the reply often repeats the address. */
export const enhancedCodeIn = (response: string | undefined): string | null =>
  enhancedCode.exec(response ?? '')?.[1] ?? null;

/** Of mails that a server defers; greylisting lets them pass after minutes. */
export const deferredBackoff = { baseMs: 10_000, capMs: 15 * 60_000 };
/** Of mails whose address or order has not arrived: events of different topics are milliseconds apart, if they come. */
export const missingBackoff = { baseMs: 1_000, capMs: 12 * 60 * 60_000 };
